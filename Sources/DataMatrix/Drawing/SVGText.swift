/// Texts inside SVG and HTML.
enum SVGText {
    /// The fonts tried for every text; their widths are known to `TextWidth`.
    static let fonts = "Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

    /// A text that is only text: what XML reserves is escaped, what it cannot hold becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: escaped += "&amp;"
            case 0x3C: escaped += "&lt;"
            case 0x3E: escaped += "&gt;"
            case 0x22: escaped += "&quot;"
            case 0x27: escaped += "&#39;"
            case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
                escaped.unicodeScalars.append(scalar)
            default: escaped += "\u{FFFD}"
            }
        }
        return escaped
    }

    /// One line of text on its base line; what stands in `attributes` is ours.
    static func line(_ text: String, x: Int, y: Int, size: Int, _ attributes: String = "") -> String {
        "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(size)\" font-family=\"\(fonts)\" xml:space=\"preserve\""
            + "\(attributes)>\(escaped(text))</text>"
    }
}
