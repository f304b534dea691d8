/// One element of an `Accept` header (RFC 9110, 12.5.1): a type or a range of types, and how welcome it is.
struct MediaRange: Equatable {
    /// Before the slash, in lower case; `*` for any.
    let type: Substring
    /// After it, in lower case; `*` for any.
    let subtype: Substring
    /// From 0, never, to 1000.
    let quality: Int

    /// The ranges of a header's value; what is no range is left out. Other parameters than `q` do not count.
    static func list(_ value: String) -> [MediaRange] {
        value.lowercased().split(separator: ",").compactMap(MediaRange.init)
    }

    /// The most welcome of some types, the first of those that are equally so; nil when none may be sent. Without a header
    /// any is as good as the next.
    static func choice(of types: [String], for value: String?) -> String? {
        guard let value, value.contains(where: { $0 != " " && $0 != "\t" }) else { return types.first }
        let ranges = list(value)
        var best: (type: String, quality: Int)?
        for type in types {
            let quality = ranges.filter { $0.covers(type) }.max { $0.precision < $1.precision }?.quality ?? 0
            if quality > best?.quality ?? 0 { best = (type, quality) }
        }
        return best?.type
    }

    private init?(_ text: Substring) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
        let names = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 2, !names[0].isEmpty, !names[1].isEmpty, names[0] != "*" || names[1] == "*" else {
            return nil
        }
        (type, subtype) = (names[0], names[1])
        guard let weight = parts.dropFirst().first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else {
            quality = 1000
            return
        }
        guard let quality = Self.thousandths(weight) else { return nil }
        self.quality = quality
    }

    /// A type, a range of its subtypes, or anything.
    private var precision: Int { type == "*" ? 0 : subtype == "*" ? 1 : 2 }

    private func covers(_ name: String) -> Bool {
        let names = name.split(separator: "/")
        return type == "*" || names.first == type && (subtype == "*" || names.last == subtype)
    }

    /// `0` to `1` with three decimals at most.
    private static func thousandths(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole == "0" || whole == "1" else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.count <= 3, decimals.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let value = Int(whole + decimals + String(repeating: "0", count: 3 - decimals.count)) ?? 0
        return value <= 1000 ? value : nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let rest = text.drop(while: isSpace)
        return rest.lastIndex { !isSpace($0) }.map { rest[...$0] } ?? ""
    }
}
