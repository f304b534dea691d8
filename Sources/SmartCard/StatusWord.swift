/// The two bytes that end every response APDU (ISO 7816-4 §5.6).
///
/// An open set: an unknown value is kept and printed in hexadecimal.
public struct StatusWord: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// SW1 in the high byte, SW2 in the low byte.
    public let rawValue: UInt16

    /// Any value is a status word.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Joins the two bytes as they came.
    public init(_ sw1: UInt8, _ sw2: UInt8) {
        rawValue = UInt16(sw1) << 8 | UInt16(sw2)
    }

    /// `9000`, normal ending.
    public static let success = StatusWord(rawValue: 0x9000)
    /// `6281`, part of the returned data may be corrupted.
    public static let dataMayBeCorrupted = StatusWord(rawValue: 0x6281)
    /// `6282`, end of file before Le bytes; the data is valid.
    public static let endOfFile = StatusWord(rawValue: 0x6282)
    /// `6581`, memory failure.
    public static let memoryFailure = StatusWord(rawValue: 0x6581)
    /// `6700`, wrong length.
    public static let wrongLength = StatusWord(rawValue: 0x6700)
    /// `6982`, security status not satisfied: the PIN is missing.
    public static let securityStatusNotSatisfied = StatusWord(rawValue: 0x6982)
    /// `6983`, authentication method blocked.
    public static let pinBlocked = StatusWord(rawValue: 0x6983)
    /// `6985`, conditions of use not satisfied.
    public static let conditionsNotSatisfied = StatusWord(rawValue: 0x6985)
    /// `6986`, command not allowed, e.g. no file is selected.
    public static let commandNotAllowed = StatusWord(rawValue: 0x6986)
    /// `6A80`, wrong data field.
    public static let wrongData = StatusWord(rawValue: 0x6A80)
    /// `6A82`, file or application not found.
    public static let fileNotFound = StatusWord(rawValue: 0x6A82)
    /// `6A86`, wrong P1 or P2.
    public static let wrongParameters = StatusWord(rawValue: 0x6A86)
    /// `6B00`, offset outside the file.
    public static let wrongOffset = StatusWord(rawValue: 0x6B00)
    /// `6D00`, instruction unknown.
    public static let instructionUnknown = StatusWord(rawValue: 0x6D00)
    /// `6E00`, class unknown.
    public static let classUnknown = StatusWord(rawValue: 0x6E00)
    /// `6F00`, the card failed and does not say how.
    public static let cardFailure = StatusWord(rawValue: 0x6F00)

    /// SW1.
    public var sw1: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 8) }
    /// SW2.
    public var sw2: UInt8 { UInt8(truncatingIfNeeded: rawValue) }

    /// Tries left from `63Cx`, otherwise nil.
    public var retriesLeft: Int? {
        rawValue & 0xFFF0 == 0x63C0 ? Int(rawValue & 0x000F) : nil
    }

    /// Whether the chip reports a fault of its own rather than a refusal (vitale.md 3.9).
    public var isFault: Bool { self == .cardFailure || self == .memoryFailure }

    /// Whether the file or the command is there and needs a right that we do not have (vitale.md 3.9).
    public var isProtection: Bool {
        [.securityStatusNotSatisfied, .conditionsNotSatisfied, .commandNotAllowed].contains(self)
    }

    /// Four hexadecimal digits.
    public var description: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
