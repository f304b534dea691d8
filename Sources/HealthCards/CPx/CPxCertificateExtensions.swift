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
    /// Profession of a health professional, a number of table G15.
    let profession: UInt8?
    /// The first speciality, table R01.
    let speciality: String?

    init(_ certificate: Certificate) {
        let value = { (oid: String, tag: UInt32) in
            certificate.extensionValue(oid).flatMap { BERTLV.read($0).first(tag) }
        }
        cardType = value("1.2.250.1.71.1.2.2", 0x02).flatMap(Self.byte)
        isTestCard = (value("1.2.250.1.71.1.2.5", 0x04).flatMap(Self.byte) ?? 0) & 0x80 != 0
        cardNumber = value("1.2.250.1.71.1.2.3", 0x13).flatMap { Self.cardNumber($0.value) }
        profession = value("1.2.250.1.71.1.2.7", 0x02).flatMap(Self.number)
        speciality = value("1.2.250.1.71.4.2.5", 0x30)?.first(0x0C).flatMap { CPxText.decode($0.value) }
    }

    private static func byte(_ object: BERTLV) -> UInt8? {
        object.value.count == 1 ? object.value[0] : nil
    }

    /// A DER INTEGER of one byte, or of two where the first keeps the sign away.
    private static func number(_ object: BERTLV) -> UInt8? {
        object.value.count == 2 && object.value[0] == 0 ? object.value[1] : byte(object)
    }

    private static func cardNumber(_ value: [UInt8]) -> String? {
        guard let slash = value.firstIndex(of: 0x2F) else { return nil }
        let digits = value[value.index(after: slash)...]
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return String(decoding: digits, as: UTF8.self)
    }
}
