/// One file of the configuration, line by line: sections in brackets, `Key=Value` lines, `#` comments.
///
/// Every line is looked at: a fault tells its line, its column, what was expected and, for a key, the nearest known one.
struct ConfigurationFile {
    /// A key that stands in the file.
    struct Entry {
        let key: ConfigurationKey
        let name: String
        /// Empty for the default.
        let value: String
        let place: ConfigurationFault.Place
    }

    /// The keys without fault, in the order of the file.
    private(set) var entries: [Entry] = []
    /// In the order of the file.
    private(set) var faults: [ConfigurationFault] = []

    /// Nobody mends more at once; beyond it the rest of the file is not looked at.
    private static let limit = 100

    private let path: String
    private var section: String?
    /// Keys that stood before their section, or in one that does not exist, are one fault and not one each.
    private var isLost = false
    private var seen: Set<String> = []

    /// Reads a file of this name.
    init(_ text: String, path: String) {
        self.path = path
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard faults.count < Self.limit else {
                faults.append(
                    .init("\(Self.limit) fautes ; la suite n'est pas lue", at: .init(file: path, line: index + 1)))
                return
            }
            read(Line(text: raw, number: index + 1, path: path))
        }
    }

    private mutating func read(_ line: Line) {
        guard let content = line.content else { return }
        do throws(ConfigurationFault) {
            if content.hasPrefix("[") {
                (section, isLost) = (nil, true)
                (section, isLost) = (try line.section(content), false)
            } else if let entry = try entry(line, content) {
                entries.append(entry)
            }
        } catch {
            faults.append(error)
        }
    }

    private mutating func entry(_ line: Line, _ content: String) throws(ConfigurationFault) -> Entry? {
        let (name, value) = try line.assignment(content)
        guard let section else {
            guard !isLost else { return nil }
            isLost = true
            throw line.fault("une section, par exemple [agent], doit précéder « \(Words.short(name)) »")
        }
        guard seen.insert(section + "/" + name).inserted else {
            throw line.fault("« \(Words.short(name)) » est déjà donné plus haut", key: name)
        }
        guard let key = ConfigurationKey.find(section: section, name: name) else {
            throw line.unknown(name, in: section)
        }
        var probe = Configuration()
        guard value.isEmpty || key.apply(name, value, &probe) else {
            throw line.fault("« \(name) » : \(key.expected) attendu", key: name, inValue: true)
        }
        return Entry(key: key, name: name, value: value, place: line.place())
    }

    private struct Line {
        let text: Substring
        let number: Int
        let path: String

        var content: String? {
            let trimmed = Words.trim(text)
            return trimmed.isEmpty || trimmed.hasPrefix("#") ? nil : trimmed
        }

        func section(_ content: String) throws(ConfigurationFault) -> String {
            let name = Words.trim(content.dropFirst().prefix { $0 != "]" })
            guard content.hasSuffix("]"), content.dropFirst().firstIndex(of: "]") == content.indices.last else {
                throw fault("« ] » attendu en fin de ligne")
            }
            guard ConfigurationKey.sections.contains(name) else {
                throw fault(
                    "section inconnue « \(Words.short(name)) »" + Words.nearest(name, ConfigurationKey.sections))
            }
            return name
        }

        func assignment(_ content: String) throws(ConfigurationFault) -> (String, String) {
            guard let equal = content.firstIndex(of: "=") else { throw fault("« Clé=Valeur » attendu") }
            let key = Words.trim(content[..<equal])
            guard !key.isEmpty else { throw fault("une clé est attendue avant « = »") }
            return (key, Words.trim(content[content.index(after: equal)...]))
        }

        func unknown(_ name: String, in section: String) -> ConfigurationFault {
            let names = ConfigurationKey.all.filter { $0.section == section }.map(\.name)
            let elsewhere = ConfigurationKey.all.filter { $0.section != section && $0.name == name }.map(\.section)
            let hint = elsewhere.first.map { " ; elle est de [\($0)]" } ?? Words.nearest(name, names)
            return fault("clé inconnue « \(Words.short(name)) » dans [\(section)]" + hint, key: name)
        }

        func fault(_ message: String, key: String? = nil, inValue: Bool = false) -> ConfigurationFault {
            ConfigurationFault(message, key: key.map(Words.short), at: place(inValue: inValue))
        }

        /// Where the line's first word, or its value, begins.
        func place(inValue: Bool = false) -> ConfigurationFault.Place {
            let part = inValue ? text.drop { $0 != "=" }.dropFirst() : text
            let start = part.firstIndex { $0 != " " && $0 != "\t" }
            let column = start.map { text.distance(from: text.startIndex, to: $0) + 1 } ?? 1
            return .init(file: path, line: number, column: column)
        }
    }

    /// What is done with words of any length.
    enum Words {
        static func trim(_ text: some StringProtocol) -> String {
            let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
            return String(text.drop(while: blank).reversed().drop(while: blank).reversed())
        }

        /// As much of a word as one line of a fault can show, without what a terminal would obey.
        static func short(_ word: String) -> String {
            PlainLine.of(String(word.prefix(64))) + (word.count > 64 ? "…" : "")
        }

        /// The hint at the nearest of these, empty when none is near.
        static func nearest(_ word: String, _ candidates: [String]) -> String {
            guard word.count <= 64 else { return "" }
            let ranked = candidates.map { ($0, distance(word.lowercased(), $0.lowercased())) }
            guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(2, word.count / 3) else { return "" }
            return " ; vouliez-vous dire « \(best.0) » ?"
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
}
