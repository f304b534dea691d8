import Cryptography
public import SmartCard

/// What is read once per insertion of a CPS3 card: its holder, and how its PIN and its signature key are used.
public struct CPxCard: Equatable, Sendable {
    /// The professional and the signature certificate.
    public let holder: CPxHolder
    let signatureKey: UInt8
    let pin: PINFormat

    /// Reads directories and signature certificate, without PIN (cpx.md 3.4). About 2 s on a real card.
    ///
    /// Throws `fileMissing` or `unreadable` when there is no usable signature certificate; directories of keys and PINs that
    /// are missing or not understood are replaced by what is known of CPS3 cards.
    public static func read(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> CPxCard {
        try HealthCardError.wrapping { () throws(CardError) in
            _ = try channel.require(CPxFiles.selectApplication, "SELECT application")
        }
        let directory = PKCS15.ObjectDirectory(
            try CPxFiles.read(channel, CPxFacts.objectDirectory, .objectDirectory))
        guard let certificates = directory.certificates else { throw .fileMissing(.certificateDirectory) }
        let entries = try CPxFiles.read(channel, certificates, .certificateDirectory)
        guard let path = PKCS15.signatureCertificate(entries) else { throw .fileMissing(.certificate) }
        let keys = try optional(channel, directory.keys, .keyDirectory)
        let pins = try optional(channel, directory.pins, .pinDirectory)
        return CPxCard(
            holder: try holder(CPxFiles.read(channel, path, .certificate)),
            signatureKey: keys.flatMap(PKCS15.signatureKey) ?? CPxFacts.signatureKey,
            pin: pins.flatMap(PKCS15.pin) ?? CPxFacts.pin)
    }

    private static func optional(
        _ channel: borrowing any CardChannel & ~Copyable, _ path: [UInt8]?, _ file: CardFile
    ) throws(HealthCardError) -> [UInt8]? {
        guard let path else { return nil }
        do {
            return try CPxFiles.read(channel, path, file)
        } catch .fileMissing {
            return nil
        }
    }

    /// The file may be longer than the certificate in it.
    private static func holder(_ file: [UInt8]) throws(HealthCardError) -> CPxHolder {
        guard file.starts(with: [0x30, 0x82]), let object = BERTLV.read(file).objects.first else {
            throw .unreadable(field: CardFile.certificate.rawValue)
        }
        let certificate: Certificate
        do {
            certificate = try Certificate(der: Array(file.prefix(object.value.count + 4)))
        } catch {
            throw .unreadable(field: CardFile.certificate.rawValue)
        }
        return try CPxHolder(certificate)
    }
}
