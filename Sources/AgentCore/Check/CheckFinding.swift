/// One line of `insi-agent check` and `insi-agent doctor`: what was looked at, how it stands, and what to do about it. It holds
/// no patient's data, no secret, and of the professional the CN of the certificate in `check` only.
public struct CheckFinding: Equatable, Sendable, Encodable {
    /// What was looked at; the raw values are stable, for scripts.
    public enum Check: String, CaseIterable, Sendable, Encodable {
        case configuration, authentication, cardAuthorities, idam, trustAnchors, revocationLists, dns, proxy, tls, clock
        case agent, call
        case files, disk, socket, port, pcscd, readers, sharing, policies
    }

    /// How it stands.
    public enum Status: String, Sendable, Encodable, Comparable {
        case ok, warning, error

        /// From good to bad.
        public static func < (left: Status, right: Status) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .ok: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// What was looked at.
    public let check: Check
    /// How it stands.
    public let status: Status
    /// What was found, in French.
    public let text: String
    /// What to do about it, in French; nil when there is nothing to do.
    public let action: String?
    /// What is wrong, stable and in English; nil when nothing is, or when it could not be looked at because of something else.
    public let code: String?

    private enum CodingKeys: CodingKey {
        case check, status, text, action, code
    }

    /// A finding from its parts. What programs, files and servers call themselves is in its words: nothing of them ends the line
    /// or steers a terminal.
    public init(_ check: Check, _ status: Status, _ text: String, action: String? = nil, code: String? = nil) {
        self.check = check
        self.status = status
        self.text = PlainLine.of(text)
        self.action = action.map(PlainLine.of)
        self.code = code
    }

    /// An error as every other place tells it, with what is known besides.
    public init(_ check: Check, _ error: AgentError, about: String? = nil) {
        let known = about.map { $0 + ". " } ?? ""
        self.init(
            check, .error, known + "\(error.title) \(error.detail) [\(error.code)]", action: error.action,
            code: error.code)
    }

    /// The finding for a person: one line, and a second one for what to do.
    public var lines: [String] {
        let first = Self.padded(status.label) + "\(check.label) : \(text)"
        return [first] + (action.map { [Self.padded("") + "→ " + $0] } ?? [])
    }

    /// All five members, so that scripts need not ask which are there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(check, forKey: .check)
        try container.encode(status, forKey: .status)
        try container.encode(text, forKey: .text)
        try container.encode(action, forKey: .action)
        try container.encode(code, forKey: .code)
    }

    private static func padded(_ label: String) -> String {
        label + String(repeating: " ", count: max(0, 10 - label.count))
    }
}

extension CheckFinding.Status {
    fileprivate var label: String {
        switch self {
        case .ok: "ok"
        case .warning: "attention"
        case .error: "erreur"
        }
    }
}

extension CheckFinding.Check {
    /// Its name in French.
    public var label: String {
        switch self {
        case .configuration: "Configuration"
        case .authentication: "Authentification"
        case .cardAuthorities: "Autorités des cartes"
        case .idam: "IDAM"
        case .trustAnchors: "Autorités de confiance"
        case .revocationLists: "Révocation"
        case .dns: "DNS"
        case .proxy: "Mandataire"
        case .tls: "TLS"
        case .clock: "Horloge"
        case .agent: "Agent"
        case .call: "Appel de test"
        case .files: "Fichiers"
        case .disk: "Disque"
        case .socket: "Prise locale"
        case .port: "Port"
        case .pcscd: "Service PC/SC"
        case .readers: "Lecteurs"
        case .sharing: "Autres logiciels"
        case .policies: "Navigateurs"
        }
    }
}
