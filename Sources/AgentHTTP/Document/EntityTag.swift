import AgentCore

/// `<instance>.<revision>.<scope hash>`: one tag for polling, long-poll and events. A restart or another token makes
/// another tag, so that a 304 never stands for somebody else's patient.
struct EntityTag: Equatable {
    let instance: String
    let revision: UInt64
    let scopes: String

    init(instance: String, revision: UInt64, scopes: Set<Scope>) {
        self.instance = instance
        self.revision = revision
        self.scopes = Self.hash(scopes)
    }

    /// Reads a tag with or without quotes or `W/`; nil when it is not one of ours.
    init?(_ text: String) {
        let bare = text.hasPrefix("W/") ? text.dropFirst(2) : text[...]
        let parts = bare.filter { $0 != "\"" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let revision = UInt64(parts[1]) else { return nil }
        instance = String(parts[0])
        self.revision = revision
        scopes = String(parts[2])
    }

    var text: String { "\(instance).\(revision).\(scopes)" }

    /// As a header value.
    var quoted: String { "\"\(text)\"" }

    /// One bit per scope, hexadecimal: different rights, different hash.
    private static func hash(_ scopes: Set<Scope>) -> String {
        let bits = Scope.allCases.enumerated().reduce(0) { sum, item in
            scopes.contains(item.element) ? sum | 1 << item.offset : sum
        }
        return String(bits, radix: 16)
    }
}
