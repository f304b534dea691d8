/// What `insi-agent check` reads in the state document of the agent that runs: nothing of the patient, nor the
/// professional's name.
public struct SeenAgent: Decodable, Equatable, Sendable {
    /// The agent itself.
    public struct Description: Decodable, Equatable, Sendable {
        let environment: String
        let authentication: String
        let readerService: String
    }

    /// The professional's card.
    public struct Professional: Decodable, Equatable, Sendable {
        /// Its holder.
        struct Holder: Decodable, Equatable {
            let nationalId: String
            let cardType: String
            let test: Bool
        }

        let status: String
        let holder: Holder?
        let certificateNotAfter: String?
        let problem: SeenProblem?
    }

    /// The agent itself.
    public let agent: Description
    /// The professional's card.
    public let professional: Professional
    /// The certificate of the professional's card, which another resource tells.
    public var card: SeenCard?

    /// Whether it runs with the environment and the authentication of this configuration.
    func follows(_ configuration: Configuration) -> Bool {
        agent.environment == configuration.environment.rawValue
            && agent.authentication == configuration.authentication.rawValue
    }
}
