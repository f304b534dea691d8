/// INSEE code (COG) of the commune or country of birth, as it was on the day of birth (insi.md 6.2).
public struct BirthPlace: Hashable, Sendable {
    /// Five characters; the second is `A` or `B` in Corsica.
    public let code: String

    /// Accepts five digits, or `2A`, `2B` and three digits.
    public init?(_ code: String) {
        let bytes = Array(code.utf8)
        guard bytes.count == 5 else { return nil }
        for (index, byte) in bytes.enumerated() where !(0x30...0x39).contains(byte) {
            guard index == 1, byte == 0x41 || byte == 0x42, bytes[0] == 0x32 else { return nil }
        }
        self.code = code
    }

    /// `99999`: nobody knows it, so that it narrows nothing down.
    public var isUnknown: Bool { code == "99999" }
}
