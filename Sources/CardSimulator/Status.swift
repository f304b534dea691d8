/// The status words that the virtual cards answer (cpx.md 3.1, vitale.md 3.9).
enum Status {
    static let success: UInt16 = 0x9000
    static let endOfFile: UInt16 = 0x6282
    static let wrongLength: UInt16 = 0x6700
    static let chainingNotSupported: UInt16 = 0x6884
    static let securityNotSatisfied: UInt16 = 0x6982
    static let authenticationBlocked: UInt16 = 0x6983
    static let conditionsNotSatisfied: UInt16 = 0x6985
    static let noCurrentFile: UInt16 = 0x6986
    static let wrongData: UInt16 = 0x6A80
    static let fileNotFound: UInt16 = 0x6A82
    static let wrongParameters: UInt16 = 0x6A86
    static let referenceNotFound: UInt16 = 0x6A88
    static let wrongOffset: UInt16 = 0x6B00
    static let instructionNotSupported: UInt16 = 0x6D00
    static let classNotSupported: UInt16 = 0x6E00
    /// Of a PIN pad (PC/SC part 10, 2.5.2): time over, cancelled, new codes differ, wrong number of digits, bad structure.
    static let padTimedOut: UInt16 = 0x6400
    static let padCancelled: UInt16 = 0x6401
    static let padDifferentCodes: UInt16 = 0x6402
    static let padWrongLength: UInt16 = 0x6403
    static let padInvalidParameter: UInt16 = 0x6B80

    /// 6Cxx: ask again for exactly this many bytes, 1 to 255.
    static func exactLength(_ count: Int) -> UInt16 { 0x6C00 | UInt16(count & 0xFF) }

    /// 61xx: this many bytes wait for GET RESPONSE; 6100 says 256 or more.
    static func waiting(_ count: Int) -> UInt16 { count > 255 ? 0x6100 : 0x6100 | UInt16(count) }

    /// 63Cx: the presented code was wrong, or none was presented, and x tries are left.
    static func triesLeft(_ tries: Int) -> UInt16 { 0x63C0 | UInt16(tries & 0x0F) }

    /// The two bytes of a status word.
    static func bytes(_ status: UInt16) -> [UInt8] { [UInt8(status >> 8), UInt8(status & 0xFF)] }
}
