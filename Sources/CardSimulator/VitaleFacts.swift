/// Names and numbers of a virtual Vitale 2.
///
/// Weak, because not published (vitale.md 3.6, 10): every file identifier but 2001 and 2F00, the files' names, the
/// application keys, which file holds the template 66, and what SELECT answers. They are invented.
enum VitaleFacts {
    /// `MF_VITALE` (vitale.md 2.2).
    static let rootName = Hex.literal("D2 50 00 00 02 4D 46 5F 56 49 54 41 4C 45")
    /// `VITALE` (vitale.md 2.2).
    static let vitaleName = Hex.literal("D2 50 00 00 02 56 49 54 41 4C 45")
    /// The offset of READ BINARY has 15 bits (ISO 7816-4).
    static let largestFile = 0x7FFF
    /// SFI of both bearer files (vitale.md 3.2).
    static let bearersShortIdentifier: UInt8 = 2

    static let pointers: UInt16 = 0x2001
    static let directory: UInt16 = 0x2F00
    static let identities: UInt16 = 0x2F11
    static let numbers: UInt16 = 0x2011
    static let card: UInt16 = 0x2012
    static let photo: UInt16 = 0x2013
    static let certificate: UInt16 = 0x2014
}
