public import CardSimulator
import Cryptography
import Synchronization

/// A professional's card whose signature certificate is another one, for holders that the simulator does not know.
public final class OddCard: VirtualCard {
    private let card: CPS3Card
    private let certificate: [UInt8]
    private let isCertificateCurrent = Mutex(false)
    private let waiting = Mutex<[UInt8]>([])

    /// A card with that certificate, DER.
    public init(_ card: CPS3Card, certificate: [UInt8]) {
        self.card = card
        self.certificate = certificate
    }

    /// A card that names nobody: its subject holds a common name only.
    public static func anonymous() throws -> OddCard {
        let key = try RSAPrivateKey.generate(bits: 2048)
        var template = CertificateTemplate(
            subject: [[.init(oid: DistinguishedName.commonName, value: "3499700000001007/CPET00001")]],
            serialNumber: 7, notBefore: 1_600_000_000, notAfter: 4_000_000_000)
        template.keyUsage = .nonRepudiation
        let certificate = try CertificateIssuer.selfSigned(template, key: key)
        return OddCard(try Sample.professionalCard(), certificate: certificate.der)
    }

    /// As the card inside.
    public var atr: [UInt8] { card.atr }

    /// As the card inside.
    public func power(_ event: PowerEvent) {
        isCertificateCurrent.withLock { $0 = false }
        card.power(event)
    }

    /// Serves the certificate in place of the file A001; everything else is the card's.
    public func transmit(_ command: [UInt8]) -> [UInt8] {
        if command[1] == 0xA4 {
            let isCertificate = command.suffix(2) == [0xA0, 0x01]
            isCertificateCurrent.withLock { $0 = isCertificate }
            guard isCertificate else { return card.transmit(command) }
            let size = [UInt8(certificate.count >> 8), UInt8(certificate.count & 0xFF)]
            waiting.withLock { $0 = [0x62, 0x04, 0x80, 0x02] + size + [0x90, 0x00] }
            return [0x61, 0x06]
        }
        guard isCertificateCurrent.withLock({ $0 }) else { return card.transmit(command) }
        switch command[1] {
        case 0xC0: return waiting.withLock { $0 }
        case 0xB0:
            let offset = Int(command[2]) << 8 | Int(command[3])
            return Array(certificate.dropFirst(offset).prefix(Int(command[4]))) + [0x90, 0x00]
        default: return card.transmit(command)
        }
    }
}
