public import HealthIdentity
import INSi

/// WS_INS3: a known INS and traits against the base. Unverified, and off unless its format is configured (insi.md 2.9).
extension Agent {
    /// What the service said of an INS and its traits.
    public struct Verification: Equatable, Sendable, Codable {
        /// Identifier of the call.
        public let requestId: String
        /// Whether INS and traits are those of the base; nil for a code that nobody outside knows.
        public let isVerified: Bool?
        /// The service's code.
        public let returnCode: String
        /// Its words.
        public let label: String?
    }

    /// Has an identity verified. Throws `verification.off` while no format is configured.
    public func verify(
        number: INSNumber, traits: SoughtTraits, givenNameList: SubmittedName?, requester: Requester
    ) async throws(AgentError) -> Verification {
        guard let format = configuration.verificationFormat else { throw AgentError(.verificationOff) }
        let requestId = try RandomText.uuid()
        let verification = INSVerification(
            number: number, traits: traits, givenNameList: givenNameList, format: format)
        let answer = try await ask(requestId, for: requester) { () async throws(AgentError) in
            let caller = try readyCaller().get()
            return PreparedCall(
                request: .verification(verification), authentication: try await authentication(of: caller),
                emitter: caller.emitter)
        }
        let isVerified: Bool? =
            switch answer.returnCode {
            case .found: true
            case .none: false
            default: nil
            }
        return Verification(
            requestId: requestId, isVerified: isVerified, returnCode: answer.returnCode.rawValue,
            label: answer.content.label)
    }
}
