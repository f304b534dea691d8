/// The text format of Prometheus, version 0.0.4.
struct MetricsText {
    /// What a metric may be.
    enum Kind: String {
        case counter, gauge
    }

    /// One value of a metric under its labels.
    struct Sample {
        var labels: [(name: String, value: String)] = []
        let value: String

        init(_ labels: [(String, String)] = [], _ value: Int) {
            self.labels = labels
            self.value = "\(value)"
        }
    }

    private(set) var text = ""

    /// Adds a metric with its samples, sorted by their labels.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        text += samples.map { name + Self.labels($0.labels) + " " + $0.value + "\n" }.sorted().joined()
    }

    /// Adds a metric of one value.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        add(name, kind, help, [Sample([], value)])
    }

    private static func labels(_ labels: [(name: String, value: String)]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { $0.name + "=\"" + escape($0.value) + "\"" }.joined(separator: ",") + "}"
    }

    private static func escape(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            switch character {
            case "\\": text += #"\\"#
            case "\"": text += #"\""#
            case "\n": text += #"\n"#
            default: text.append(character)
            }
        }
    }
}
