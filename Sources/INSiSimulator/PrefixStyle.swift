/// How an answer spells its namespaces; the real service has used all of them (insi.md 4.2, 4.4, 4.5).
public enum PrefixStyle: String, CaseIterable, Sendable {
    /// `soap:Envelope`, `env:Body`, RESULTAT in the default namespace: live.
    case env
    /// `soap:Envelope`, `S:Body`, `ns2:RESULTAT`.
    case numbered
    /// `soap:Envelope`, `S:Body`, RESULTAT in the default namespace.
    case plain

    var body: (open: String, close: String) {
        switch self {
        case .env: ("<env:Body xmlns:S=\"\(Namespace.soap)\" xmlns:env=\"\(Namespace.soap)\">", "</env:Body>")
        case .numbered, .plain: ("<S:Body xmlns:S=\"\(Namespace.soap)\">", "</S:Body>")
        }
    }

    /// What precedes the names of RESULTAT and its children.
    var prefix: String { self == .numbered ? "ns2:" : "" }

    /// The namespace declarations of RESULTAT.
    var declarations: String {
        let list =
            switch self {
            case .env: [("", Namespace.result), (":ns0", Namespace.vitaleRequest), (":ns1", Namespace.traitsRequest)]
            case .numbered:
                [(":ns3", Namespace.vitaleRequest), (":ns2", Namespace.result), ("", Namespace.traitsRequest)]
            case .plain: [(":ns3", Namespace.vitaleRequest), (":ns2", Namespace.traitsRequest), ("", Namespace.result)]
            }
        return list.map { " xmlns\($0.0)=\"\($0.1)\"" }.joined()
    }
}
