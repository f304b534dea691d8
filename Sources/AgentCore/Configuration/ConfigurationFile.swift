/// Reads a configuration file: sections in brackets, `Key=Value` lines, `#` comments.
///
/// A fault stops the reading with its line, its column, what was expected and, for a key, the nearest known one.
public struct ConfigurationFile {
    /// Where and what is wrong; French, for the administrator.
    public struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
        /// Counted from 1.
        public let line: Int
        /// Counted from 1.
        public let column: Int
        /// What was found and what was expected.
        public let message: String

        /// `ligne 3, colonne 1 : …`
        public var description: String { "ligne \(line), colonne \(column) : \(message)" }
    }

    /// The configuration that `text` describes; keys that are not named keep their default.
    public static func read(_ text: String) throws(Fault) -> Configuration {
        var configuration = Configuration()
        var section: String?
        var seen: Set<String> = []
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = Line(number: index + 1, text: String(raw))
            guard let content = line.content else { continue }
            if content.hasPrefix("[") {
                section = try line.section(content)
            } else {
                let (key, value) = try line.assignment(content)
                guard let section else {
                    throw line.fault("une section, par exemple [agent], doit précéder « \(key) »")
                }
                guard seen.insert(section + "/" + key).inserted else {
                    throw line.fault("« \(key) » est déjà donné plus haut")
                }
                try line.apply(section: section, key: key, value: value, to: &configuration)
            }
        }
        return configuration
    }

    private struct Line {
        let number: Int
        let text: String

        var content: String? {
            let trimmed = ConfigurationFile.trim(text)
            return trimmed.isEmpty || trimmed.hasPrefix("#") ? nil : trimmed
        }

        func section(_ content: String) throws(Fault) -> String {
            let name = ConfigurationFile.trim(String(content.dropFirst().prefix { $0 != "]" }))
            guard content.hasSuffix("]"), content.dropFirst().firstIndex(of: "]") == content.indices.last else {
                throw fault("« ] » attendu en fin de ligne")
            }
            guard ConfigurationKey.sections.contains(name) else {
                throw fault("section inconnue « \(name) »" + nearest(name, ConfigurationKey.sections))
            }
            return name
        }

        func assignment(_ content: String) throws(Fault) -> (String, String) {
            guard let equal = content.firstIndex(of: "=") else { throw fault("« Clé=Valeur » attendu") }
            let key = ConfigurationFile.trim(String(content[..<equal]))
            guard !key.isEmpty else { throw fault("une clé est attendue avant « = »") }
            return (key, ConfigurationFile.trim(String(content[content.index(after: equal)...])))
        }

        func apply(section: String, key: String, value: String, to configuration: inout Configuration) throws(Fault) {
            guard let known = ConfigurationKey.find(section: section, name: key) else {
                let names = ConfigurationKey.all.filter { $0.section == section }.map(\.name)
                throw fault("clé inconnue « \(key) » dans [\(section)]" + nearest(key, names))
            }
            guard known.apply(key, value, &configuration) else {
                throw fault("« \(key) » : \(known.expected) attendu", inValue: !value.isEmpty)
            }
        }

        func fault(_ message: String, inValue: Bool = false) -> Fault {
            let part = inValue ? text.drop { $0 != "=" }.dropFirst() : text[...]
            let start = part.firstIndex { $0 != " " && $0 != "\t" }
            let column = start.map { text.distance(from: text.startIndex, to: $0) + 1 } ?? 1
            return Fault(line: number, column: column, message: message)
        }

        private func nearest(_ word: String, _ candidates: [String]) -> String {
            let ranked = candidates.map { ($0, ConfigurationFile.distance(word.lowercased(), $0.lowercased())) }
            guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(2, word.count / 3) else { return "" }
            return " ; vouliez-vous dire « \(best.0) » ?"
        }
    }

    static func trim(_ text: String) -> String {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        return String(text.drop(while: blank).reversed().drop(while: blank).reversed())
    }

    /// Edit distance (Levenshtein).
    static func distance(_ left: String, _ right: String) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = i
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
