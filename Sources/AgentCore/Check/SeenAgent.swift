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
        let status: String?
        let problem: SeenProblem?
    }

    /// One reader and what it is for.
    public struct Reader: Decodable, Equatable, Sendable {
        let name: String
        let role: String?
        let card: String?
        let usbPath: String?
    }

    /// How far the search for the INS is, never whose.
    public struct Search: Decodable, Equatable, Sendable {
        let status: String?
    }

    /// The agent itself.
    public let agent: Description
    /// The readers.
    public let readers: [Reader]?
    /// The professional's card.
    public let professional: Professional
    /// The patient's card.
    public let patient: Patient?
    /// The search.
    public let ins: Search?
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

    /// Whether it may hold a card now: it reads one, has one sign for a call, waits for somebody at a reader's pad, or still waits
    /// for the answer of one that it gave up.
    public var usesCard: Bool {
        let isMute = [professional.problem, patient?.problem].contains { $0?.code == Problem.cardMute.rawValue }
        return isMute || [professional.status, patient?.status].contains("reading") || ins?.status == "calling"
            || professional.pinPrompt == "onPad"
    }

    /// Where the readers of these names are plugged, as far as it knows.
    func paths(of names: Set<String>) -> [String: String] {
        let known = (readers ?? []).filter { names.contains($0.name) }
        return Dictionary(known.compactMap { reader in reader.usbPath.map { (reader.name, $0) } }) { first, _ in first }
    }

    /// `, lancé il y a 3 h`.
    var uptimeText: String {
        guard let uptime else { return "" }
        let told =
            uptime < 3600 ? "\(uptime / 60) min" : uptime < 172_800 ? "\(uptime / 3600) h" : "\(uptime / 86_400) jours"
        return ", lancé il y a \(told)"
    }
}
