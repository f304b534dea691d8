/// What `insi-agent doctor` found: every finding in the order of mending, and the one to mend first. No personal data.
public struct Diagnosis: Equatable, Sendable, Encodable {
    /// What explains the rest; nil when nothing is wrong.
    public let cause: CheckFinding?
    /// Everything that was looked at.
    public let findings: [CheckFinding]

    private enum CodingKeys: CodingKey {
        case cause, findings
    }

    /// The diagnosis of these findings.
    public init(_ findings: [CheckFinding]) {
        let ranks = Dictionary(uniqueKeysWithValues: ProbableCause.order.enumerated().map { ($0.element, $0.offset) })
        self.findings = findings.sorted { ranks[$0.check] ?? .max < ranks[$1.check] ?? .max }
        cause = ProbableCause.among(findings)
    }

    /// For a person: the cause first, then a line for each finding.
    public var lines: [String] {
        guard let cause else { return [wellness] + findings.flatMap(\.lines) }
        let remedy = cause.action.map { ["→ " + $0] } ?? []
        return ["Cause probable : \(cause.check.label), \(cause.text)"] + remedy + findings.flatMap(\.lines)
    }

    /// The head where no fault was found: what could not be looked at may have one.
    private var wellness: String {
        let count = findings.count { $0.status != .ok }
        guard count > 0 else { return "Rien à signaler." }
        return "Rien trouvé ; \(count) \(count == 1 ? "point non vérifié" : "points non vérifiés")."
    }

    /// Both members, so that scripts need not ask which are there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cause, forKey: .cause)
        try container.encode(findings, forKey: .findings)
    }
}

/// Port: the whole picture as the agent that runs can see it. The program's examination implements it; tests script it.
public protocol Diagnosing: Sendable {
    /// A fresh picture, or one that is a few seconds old.
    func diagnosis() async -> Diagnosis
}
