/// Foreign words in a line for a person.
public enum PlainLine {
    /// The text with `?` for each character that would end the line, steer a terminal or turn the order of the letters.
    public static func of(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isSteering($0) ? "?" : $0 }))
    }

    private static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
}
