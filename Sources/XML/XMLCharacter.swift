/// The characters of XML 1.0 (production 2).
enum XMLCharacter {
    /// Throws `XMLError.unwritable` for the first character that no document can hold, not even escaped.
    static func check(_ text: String) throws(XMLError) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: continue
            default: throw .unwritable(scalar: scalar.value)
            }
        }
    }
}
