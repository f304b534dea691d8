/// What is known of CPS3 cards in general, for what a card does not say itself (cpx.md 0, 3.3, 5.1).
enum CPxFacts {
    /// AID of the contact application.
    static let application: [UInt8] = [0xE8, 0x28, 0xBD, 0x08, 0x0F, 0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x10]
    /// Path of the contact application.
    static let applicationPath: [UInt8] = [0x3F, 0x00, 0x00, 0x01]
    /// File of the object directory in the application.
    static let objectDirectory: [UInt8] = [0x50, 0x31]
    /// Identifier of the signature key and of its certificate.
    static let signatureIdentifier = application + [0x01]
    /// Label of the signature certificate.
    static let certificateLabel = "Certificat de Signature CPS"
    /// Reference of the signature key in MSE SET.
    static let signatureKey: UInt8 = 0x81
    /// The PIN: reference 01, 4 digits, padded with FF to 8 bytes.
    static let pin = PINFormat(reference: 0x01, lengths: 4...4, storedLength: 8, padding: 0xFF)
    /// Authentication object that protects the signature key.
    static let pinIdentifier: [UInt8] = [0x01]
    /// Real cards give at most 231 bytes per READ BINARY (cpx.md 3.1).
    static let readLength = 0xE7
    /// Algorithm reference of SHA-256 for PSO HASH.
    static let hashAlgorithm: UInt8 = 0x40
    /// Algorithm reference of SHA256-RSA, PKCS#1 v1.5.
    static let signatureAlgorithm: UInt8 = 0x42
}
