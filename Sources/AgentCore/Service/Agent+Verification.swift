public import HealthIdentity
import INSi
import Journal

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
        try checkRoom()
        guard configuration.verificationFormat != nil else { throw AgentError(.verificationOff) }
        guard !isEnding else { throw .abandonedBeforeCall }
        _ = try readyCaller().get()
        let count = CallCount()
        let result: Result<Verification, AgentError>
        do throws(AgentError) {
            result = .success(
                try await verify(
                    number: number, traits: traits, givenNameList: givenNameList, requester: requester,
                    leaving: { count.measure.calls += 1 }))
        } catch {
            result = .failure(error)
        }
        self.count(.verification, requester, count.measure, .init(result))
        return try result.get()
    }

    /// The same without the bound of the desk; `leaving` is told before the call.
    func verify(
        number: INSNumber, traits: SoughtTraits, givenNameList: SubmittedName?, requester: Requester,
        leaving: @escaping () -> Void
    ) async throws(AgentError) -> Verification {
        guard let format = configuration.verificationFormat else { throw AgentError(.verificationOff) }
        guard !isEnding else { throw .abandonedBeforeCall }
        let scope = try RequestScope.ofSearch()
        let requestId = scope.id
        let verification = INSVerification(
            number: number, traits: traits, givenNameList: givenNameList, format: format)
        let answer = try await RequestScope.$current.withValue(scope) {
            await verified(verification, requestId, requester, leaving)
        }.get()
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

    /// In a task of its own, which ends with the agent.
    private func verified(
        _ verification: INSVerification, _ requestId: String, _ requester: Requester, _ leaving: @escaping () -> Void
    ) async -> Result<INSiAnswer, AgentError> {
        await withCheckedContinuation { continuation in
            verifications[requestId] = Task {
                let result: Result<INSiAnswer, AgentError>
                do throws(AgentError) {
                    result = .success(try await ask(verification, requestId, requester, leaving))
                } catch {
                    result = .failure(error)
                }
                verifications[requestId] = nil
                continuation.resume(returning: result)
            }
        }
    }

    private func ask(
        _ verification: INSVerification, _ requestId: String, _ requester: Requester, _ leaving: () -> Void
    ) async throws(AgentError) -> INSiAnswer {
        try await ask(requestId, for: requester, leaving: leaving) { () async throws(AgentError) in
            let caller = try readyCaller().get()
            return PreparedCall(
                request: .verification(verification),
                authentication: try await authentication(of: caller, for: requester), emitter: caller.emitter)
        }
    }
}
