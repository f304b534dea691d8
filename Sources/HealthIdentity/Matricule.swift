/// The matricule of the INS or of the Vitale card: 13 characters and their two-digit key (insi.md 6.8, vitale.md 8.1).
///
/// Thirteen characters are digits but for the seventh, which may be `A` or `B` after a `2` (Corsica). Nothing else is
/// judged: an unusual month or department is somebody's real number.
public struct Matricule: Hashable, Sendable {
    /// The 13 characters, without key.
    public let number: String

    /// Accepts exactly the 13 characters described above, otherwise nil.
    public init?(_ number: String) {
        let bytes = Array(number.utf8)
        guard bytes.count == 13 else { return nil }
        for (index, byte) in bytes.enumerated() where !(0x30...0x39).contains(byte) {
            guard index == 6, byte == 0x41 || byte == 0x42, bytes[5] == 0x32 else { return nil }
        }
        self.number = number
    }

    /// The control key, `01` to `97`: 97 − (number mod 97), with `2A` counted as 19 and `2B` as 18.
    public var key: String {
        let remainder = number.utf8.reduce(0) { sum, byte in
            let digit = (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : 0
            return (sum * 10 + digit) % 97
        }
        let correction =
            switch number.utf8.dropFirst(6).first {
            case 0x41: 1_000_000 % 97
            case 0x42: 2_000_000 % 97
            default: 0
            }
        let key = 97 - (remainder + 97 - correction) % 97
        return key < 10 ? "0\(key)" : "\(key)"
    }
}
