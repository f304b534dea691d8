/// Text for element content and for attributes in double quotes.
enum Markup {
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }

    /// The document around a body: declaration, line feed, one line, no Header (insi.md 4.2).
    static func envelope(_ body: String, _ style: PrefixStyle) -> String {
        let name = style.envelope + ":Envelope"
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(name) xmlns:\(style.envelope)=\"\(Namespace.soap)\">"
            + "\(body)</\(name)>"
    }
}
