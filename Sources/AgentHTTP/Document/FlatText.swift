/// A JSON value as `key=value` lines, for programs without a JSON parser: names joined by dots in alphabetical order, items
/// by their index from 0 after a line `….count`. Null has an empty value. A value never breaks its line: `\\`, `\n`, `\r`,
/// `\t` and `\u001b` stand for a backslash and for whatever ends a line or is no letter.
struct FlatText {
    private(set) var text = ""

    init(_ value: JSONValue) {
        append(value, "")
    }

    private mutating func append(_ value: JSONValue, _ key: String) {
        switch value {
        case .string(let string): line(key, Self.escape(string))
        case .integer(let number): line(key, "\(number)")
        case .number(let number): line(key, "\(number)")
        case .boolean(let boolean): line(key, "\(boolean)")
        case .null: line(key, "")
        case .array(let items):
            line(Self.join(key, "count"), "\(items.count)")
            for (index, item) in items.enumerated() { append(item, Self.join(key, "\(index)")) }
        case .object(let members):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                if let member { append(member, Self.join(key, name)) }
            }
        }
    }

    private mutating func line(_ key: String, _ value: String) {
        text += key + "=" + value + "\n"
    }

    private static func join(_ key: String, _ name: String) -> String {
        key.isEmpty ? name : key + "." + name
    }

    private static func escape(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += #"\\"#
            case "\n": escaped += #"\n"#
            case "\r": escaped += #"\r"#
            case "\t": escaped += #"\t"#
            default:
                if breaksLine(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    escaped += #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
        return escaped
    }

    /// Controls, and the two separators that some programs take for the end of a line.
    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}
