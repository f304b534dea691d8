import HealthIdentity

/// The rules of the statuses as a table for people, drawn from the rules themselves.
public enum StatusTable {
    /// One column: an identity before the event.
    private static let columns: [(title: String, status: LocalIdentity.Status, LocalIdentity.Attribute?)] = [
        ("prov.", .provisional, nil), ("récup.", .retrieved, nil), ("valid.", .validated, nil),
        ("qualif.", .qualified, nil), ("douteux", .provisional, .doubtful), ("fictif", .provisional, .fictitious),
    ]
    private static let firstWidth = 30
    private static let width = 8

    /// The table, 78 columns wide at most, with what its words mean and the rules behind them.
    public static var text: String {
        let head = row("", columns.map(\.title))
        let rows = StatusEvent.allCases.map { event in
            row(
                event.text,
                columns.map { column in
                    cell(LocalIdentity.advice(for: column.status, Set([column.2].compactMap(\.self)), when: event))
                })
        }
        let rules = StatusRule.allCases.map { "- \($0.text)\n  (\($0.source))" }
        return ([head] + rows + [legend] + rules).joined(separator: "\n")
    }

    private static let legend = """

        Cellule : statut après l'événement ; = inchangé ; non = interdit ; + l'attribut
        change. Douteux et fictif imposent le statut provisoire ; homonyme ne change
        aucun statut et ne va qu'avec douteux. Une identité qualifiée dont le matricule
        est temporaire (NIA) se redemande comme une identité récupérée.

        Règles :
        """

    private static func cell(_ advice: StatusAdvice) -> String {
        switch advice.verdict {
        case .forbidden, .incoherent: "non"
        case .unchanged: "="
        case .allowed: short(advice.status) + (advice.rule == .heldProvisional || advice.rule == .together ? "+" : "")
        }
    }

    private static func short(_ status: LocalIdentity.Status) -> String {
        columns.first { $0.status == status }?.title ?? status.text
    }

    private static func row(_ first: String, _ cells: [String]) -> String {
        let line = padded(first, firstWidth) + cells.map { padded($0, width) }.joined()
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
