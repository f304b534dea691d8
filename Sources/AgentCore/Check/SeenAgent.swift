/// What `insi-agent check` and `doctor` read in the state document of the agent that runs: nothing of the patient, nor the
/// professional's name.
public struct SeenAgent: Decodable, Equatable, Sendable {
    /// The agent itself.
    public struct Description: Decodable, Equatable, Sendable {
        let environment: String
        let authentication: String
        let readerService: String
        let version: String?
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
        let pinPrompt: String?
        let problem: SeenProblem?
    }

    /// The patient's card: why it cannot be used, never whose it is.
    public struct Patient: Decodable, Equatable, Sendable {
        let problem: SeenProblem?
    }

    /// One reader and what it is for.
    public struct Reader: Decodable, Equatable, Sendable {
        let name: String
        let role: String?
        let card: String?
    }

    /// The agent itself.
    public let agent: Description
    /// The readers.
    public let readers: [Reader]?
    /// The professional's card.
    public let professional: Professional
    /// The patient's card.
    public let patient: Patient?
    /// The certificate of the professional's card, which another resource tells.
    public var card: SeenCard?
    /// Seconds since it started, which another resource tells.
    public var uptime: Int?

    /// Whether it runs with the environment and the authentication of this configuration.
    func follows(_ configuration: Configuration) -> Bool {
        agent.environment == configuration.environment.rawValue
            && agent.authentication == configuration.authentication.rawValue
    }

    /// Whether PC/SC does not let it see any reader.
    public var isWithoutReaders: Bool { agent.readerService != "available" }

    /// Whether it waits for somebody at a reader's pad, and holds the card as long.
    public var waitsAtPad: Bool { professional.pinPrompt == "onPad" }

    /// `, lancé il y a 3 h`.
    var uptimeText: String {
        guard let uptime else { return "" }
        let told =
            uptime < 3600 ? "\(uptime / 60) min" : uptime < 172_800 ? "\(uptime / 3600) h" : "\(uptime / 86_400) jours"
        return ", lancé il y a \(told)"
    }
}
