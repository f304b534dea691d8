/// Codes under which something is counted: never a text that somebody could have written a name into.
enum IndicatorCode {
    /// Different codes that one day holds; what comes then is counted as `other`.
    static let most = 64
    /// Everything else.
    static let other = "other"

    /// The code itself, or `other` when it looks like none or when `known` are as many as a day holds.
    static func admit(_ code: String, beside known: Set<String>) -> String {
        guard isSound(code) else { return other }
        return known.contains(code) || known.subtracting([other]).count < most ? code : other
    }

    /// Letters of ASCII, digits, `_` and `.`, 64 at most.
    static func isSound(_ code: String) -> Bool {
        (1...64).contains(code.utf8.count)
            && code.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x5F || byte == 0x2E
            }
    }
}
