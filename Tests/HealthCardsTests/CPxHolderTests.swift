import Cryptography
import HealthCards
import Testing

@Suite struct CPxHolderTests {
    static let key = Result { try RSAPrivateKey.generate(bits: 2048) }

    static func certificate(
        _ names: [String: String], usage: KeyUsage = .nonRepudiation, extensions: [(String, [UInt8])] = []
    ) throws -> Certificate {
        let subject = names.sorted { $0.key < $1.key }.map {
            [DistinguishedName.Attribute(oid: $0.key, value: $0.value)]
        }
        var template = CertificateTemplate(subject: subject, serialNumber: 1, notBefore: 0, notAfter: 2_000_000_000)
        template.keyUsage = usage
        template.privateExtensions = extensions.map { .init(oid: $0.0, content: $0.1) }
        return try CertificateIssuer.selfSigned(template, key: key.get())
    }

    @Test("A card without a person's name is read, and is not nominative")
    func notNominative() throws {
        let holder = try CPxHolder(Self.certificate([DistinguishedName.commonName: "3/4567"]))
        #expect(holder.nationalId == "3/4567")
        #expect(!holder.isNominative)
        #expect((holder.surname, holder.givenName, holder.profession) == (nil, nil, nil))
        #expect(holder.cardType == .unknown)
        #expect(!holder.isTestCard)
        #expect(holder.notAfter == 2_000_000_000)
    }

    @Test("A certificate without identifier, or for another use, is refused")
    func refused() throws {
        let anonymous = try Self.certificate([DistinguishedName.surname: "SIMULEE"])
        #expect(throws: HealthCardError.unreadable(field: "national identifier")) { try CPxHolder(anonymous) }
        let other = try Self.certificate([DistinguishedName.commonName: "8"], usage: .digitalSignature)
        #expect(throws: HealthCardError.unreadable(field: "key usage")) { try CPxHolder(other) }
    }

    @Test(
        "Card type and test mark come from the extensions, odd ones are not believed",
        arguments: [
            ([0x02, 0x01, 0x00], [0x04, 0x01, 0x80], CPxCardType.cps, true),
            ([0x02, 0x01, 0x03], [0x04, 0x01, 0x00], .cpa, false),
            ([0x02, 0x01, 0x04], [0x04, 0x00], .unknown, false),
            ([0x02, 0x02, 0x00, 0x00], [0x04, 0x01], .unknown, false), ([0x02], [0x05, 0x00], .unknown, false),
        ] as [([UInt8], [UInt8], CPxCardType, Bool)])
    func extensions(_ type: [UInt8], _ category: [UInt8], _ cardType: CPxCardType, _ isTest: Bool) throws {
        let extensions = [("1.2.250.1.71.1.2.2", type), ("1.2.250.1.71.1.2.5", category)]
        let holder = try CPxHolder(
            Self.certificate([DistinguishedName.commonName: "8"], extensions: extensions))
        #expect(holder.cardType == cardType)
        #expect(holder.isTestCard == isTest)
    }
}
