import SmartCard

/// What is known of CPx cards in general, for what a card does not say itself (cpx.md 0, 2, 3.3, 5).
enum CPxFacts {
    /// The master file, where every path begins.
    static let root: [UInt8] = [0x3F, 0x00]
    /// AID of the contact application.
    static let application: [UInt8] = [0xE8, 0x28, 0xBD, 0x08, 0x0F, 0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x10]
    /// Path of the contact application.
    static let applicationPath: [UInt8] = [0x3F, 0x00, 0x00, 0x01]
    /// EF.SN, the serial number of the chip.
    static let serialNumberPath: [UInt8] = [0x3F, 0x00, 0xD0, 0x03]
    /// How EF.SN begins: a number of ten bytes, of the issuer 8025000001.
    static let serialNumberStart: [UInt8] = [0x5A, 0x0A, 0x80, 0x25, 0x00, 0x00, 0x01]
    /// EF_ACTUA, the record of the last update.
    static let updatePath: [UInt8] = [0x3F, 0x00, 0xD0, 0x10]
    /// File of the object directory in the application.
    static let objectDirectory: [UInt8] = [0x50, 0x31]
    /// Label of the signature certificate.
    static let certificateLabel = "Certificat de Signature CPS"
    /// The free data objects that tell of the holder.
    static let holderLabels = ["CPS_ID_CARD", "CPS_NAME_PS", "CPS_INFO_PS"]
    /// The PIN: reference 01, 4 digits, padded with FF to 8 bytes. Weak for a CPS4, whose own directory of PINs is not
    /// published (cpx.md 11.8).
    static let pin = PINFormat(reference: 0x01, lengths: 4...4, storedLength: 8, padding: 0xFF)
    /// The PUK: reference 02, 8 digits. Weak for a CPS4, likewise.
    static let puk = PINFormat(reference: 0x02, lengths: 8...8, storedLength: 8, padding: 0xFF)
    /// Authentication object that protects the signature key.
    static let pinIdentifier: [UInt8] = [0x01]
    /// Authentication object of the PUK: its own identifier, not the one that the PIN's object writes (cpx.md 3.3).
    static let pukIdentifier: [UInt8] = [0x04]
    /// Real cards give at most 231 bytes per READ BINARY (cpx.md 3.1).
    static let readLength = 0xE7
    /// Algorithm reference of SHA-256 for PSO HASH of a CPS3.
    static let hashAlgorithm: UInt8 = 0x40
    /// Algorithm reference of SHA256-RSA, PKCS#1 v1.5, on a CPS3.
    static let signatureAlgorithm: UInt8 = 0x42
    /// The same on a CPS4.
    static let chipDocSignatureAlgorithm: UInt8 = 0x28
    /// AID of the signature application of a CPS4, selected on its logical channel.
    static let chipDocApplication: [UInt8] = [0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00]
    /// What the official library selects when that is refused: the issuer's domain on channel 1, the CPS2ter emulation on
    /// channel 0; whether they succeed does not matter (cpx.md 2).
    static let chipDocDetour = [
        CommandAPDU(0x01, 0xA4, 0x04, 0x0C, data: [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00]),
        CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: [0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x02]),
    ]
}
