import Cryptography
import SmartCard

/// What the private extensions of a card's certificate state (cpx.md 6.3); one that is odd states nothing.
struct CPxCertificateExtensions: Sendable {
    /// Family of the card.
    let cardType: UInt8?
    /// The ten digits after `8025000001/`.
    let cardNumber: String?
    /// Whether the product category has its test bit.
    let isTestCard: Bool
    /// The first speciality, table R01.
    let speciality: String?

    init(_ certificate: Certificate) {
        let value = { (oid: String, tag: UInt32) in
            certificate.extensionValue(oid).flatMap { BERTLV.read($0).first(tag) }
        }
        cardType = value("1.2.250.1.71.1.2.2", 0x02).flatMap(Self.byte)
        isTestCard = (value("1.2.250.1.71.1.2.5", 0x04).flatMap(Self.byte) ?? 0) & 0x80 != 0
        cardNumber = value("1.2.250.1.71.1.2.3", 0x13).flatMap { Self.cardNumber($0.value) }
        speciality = value("1.2.250.1.71.4.2.5", 0x30)?.first(0x0C).flatMap { CPxText.decode($0.value) }
    }

    private static func byte(_ object: BERTLV) -> UInt8? {
        object.value.count == 1 ? object.value[0] : nil
    }

    private static func cardNumber(_ value: [UInt8]) -> String? {
        guard let slash = value.firstIndex(of: 0x2F) else { return nil }
        let digits = value[value.index(after: slash)...]
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return String(decoding: digits, as: UTF8.self)
    }
}
