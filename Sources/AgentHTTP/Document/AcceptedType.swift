import AgentCore
import HTTPTypes
import Hummingbird

/// What a caller wants to get, by its `Accept` header (RFC 9110, section 12.5.1).
enum AcceptedType {
    /// The first of the best of `offered` media types, such as `text/csv`; nil when the caller takes none of them. Without a
    /// header, or with an empty one, the first of all. A range that is malformed counts as not sent.
    static func best(of offered: [String], accept values: [String]) -> String? {
        let elements = values.flatMap { $0.split(separator: ",") }.filter { !trimmed($0).isEmpty }
        guard !elements.isEmpty else { return offered.first }
        let ranges = elements.compactMap(Range.init)
        var best: (type: String, quality: Int)?
        for type in offered {
            let quality = ranges.filter { $0.covers(type) }.max { $0.precision < $1.precision }?.quality ?? 0
            if quality > best?.quality ?? 0 { best = (type, quality) }
        }
        return best?.type
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0.isBlank }.reversed().drop { $0.isBlank }.reversed()).lowercased()
    }

    /// One element of the header.
    private struct Range {
        let type: String
        let subtype: String
        /// In thousandths.
        let quality: Int

        /// Reads `type/subtype`, `type/*` or `*/*` with its weight; other parameters do not matter to what we offer.
        init?(_ element: Substring) {
            let parts = element.split(separator: ";", omittingEmptySubsequences: false).map(AcceptedType.trimmed)
            let names = parts[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard names.count == 2, names.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isBlank) }),
                names[0] != "*" || names[1] == "*"
            else { return nil }
            (type, subtype) = (names[0], names[1])
            guard let weight = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) else {
                quality = 1000
                return
            }
            guard let thousandths = Self.thousandths(weight.dropFirst(2)) else { return nil }
            quality = thousandths
        }

        /// The more precise of two ranges that cover a type decides.
        var precision: Int { (type == "*" ? 0 : 1) + (subtype == "*" ? 0 : 1) }

        func covers(_ offered: String) -> Bool {
            let names = offered.split(separator: "/")
            return (type == "*" || names.first.map(String.init) == type)
                && (subtype == "*" || names.last.map(String.init) == subtype)
        }

        /// `0`, `0.5`, `1.000`: up to three decimals, 1 at most.
        private static func thousandths(_ text: Substring) -> Int? {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            let decimals = parts.count > 1 ? parts[1] : ""
            guard parts.count <= 2, parts[0] == "0" || parts[0] == "1", decimals.utf8.count <= 3,
                decimals.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let value = Int(parts[0] + decimals + String(repeating: "0", count: 3 - decimals.utf8.count)),
                value <= 1000
            else { return nil }
            return value
        }
    }
}

extension Character {
    fileprivate var isBlank: Bool { self == " " || self == "\t" }
}

extension Request {
    /// The best of some media types for this caller; throws `request.notAcceptable` when it takes none of them.
    func acceptedType(of offered: [String]) throws(AgentError) -> String {
        guard let type = AcceptedType.best(of: offered, accept: headers[values: .accept]) else {
            let types = offered.joined(separator: ", ")
            throw AgentError(
                .requestNotAcceptable, detail: "L'en-tête Accept ne permet aucun de ces formats : \(types).")
        }
        return type
    }
}
