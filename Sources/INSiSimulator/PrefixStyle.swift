/// How an answer spells its namespaces. The real service has used all but the last (insi.md 4.2, 4.4, 4.5).
public enum PrefixStyle: String, CaseIterable, Sendable {
    /// `soap:Envelope`, `env:Body`, RESULTAT in the default namespace: live.
    case env
    /// `soap:Envelope`, `S:Body`, `ns2:RESULTAT`.
    case numbered
    /// `soap:Envelope`, `S:Body`, RESULTAT in the default namespace: the certification body's file.
    case plain
    /// `soap:Envelope`, `env:Body`, `ns2:RESULTAT`: the official sample of 2021.
    case official
    /// Prefixes that nobody has used, another one for each part, faults included: what binds itself to prefixes falls.
    case unusual

    /// The prefix of Envelope.
    var envelope: String { self == .unusual ? "x7-q.K" : "soap" }

    /// The prefix of Body, with its declarations.
    var body: (prefix: String, declarations: String) {
        switch self {
        case .env, .official: ("env", " xmlns:S=\"\(Namespace.soap)\" xmlns:env=\"\(Namespace.soap)\"")
        case .numbered, .plain: ("S", " xmlns:S=\"\(Namespace.soap)\"")
        case .unusual: ("_Zr9", " xmlns:_Zr9=\"\(Namespace.soap)\"")
        }
    }

    /// The prefix of a fault and its parts, in place of the usual one.
    func fault(_ usual: String) -> String { self == .unusual ? body.prefix : usual }

    /// The prefix of the fault's detail.
    var detail: String { self == .unusual ? "e.rr_1" : "siram" }

    /// What precedes the names of RESULTAT and its children.
    var prefix: String {
        switch self {
        case .env, .plain: ""
        case .numbered, .official: "ns2:"
        case .unusual: "r-4_b.:"
        }
    }

    /// The namespace declarations of RESULTAT.
    var declarations: String {
        let list =
            switch self {
            case .env: [("", Namespace.result), (":ns0", Namespace.vitaleRequest), (":ns1", Namespace.traitsRequest)]
            case .numbered, .official:
                [(":ns3", Namespace.vitaleRequest), (":ns2", Namespace.result), ("", Namespace.traitsRequest)]
            case .plain: [(":ns3", Namespace.vitaleRequest), (":ns2", Namespace.traitsRequest), ("", Namespace.result)]
            case .unusual: [("", "urn:insi-agent:nobody"), (":r-4_b.", Namespace.result)]
            }
        return list.map { " xmlns\($0.0)=\"\($0.1)\"" }.joined()
    }
}
