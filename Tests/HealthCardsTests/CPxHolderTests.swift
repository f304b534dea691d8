import Cryptography
import HealthCards
import SmartCard
import SmartCardTestKit
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
        #expect(holder.certificate.notAfter == 2_000_000_000)
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

    @Test("The certificate is believed before the data objects, which add what it leaves out")
    func authority() throws {
        let objects = BERTLV.read(
            hex("E30A 8105 2600000001 820180") + hex("ED0F 800101 83010A 8504 534D3533 8701FF")
        ).objects
        let bare = try CPxHolder(Self.certificate([DistinguishedName.commonName: "8"]), objects)
        #expect(bare.cardType == .cpf)
        #expect(bare.futureProfession == 10)
        #expect(bare.speciality == "SM53")
        #expect(bare.cardNumber == "2600000001")
        #expect(bare.isTestCard)
        #expect(bare.unknownTags == [BERTLV(tag: 0x87, value: [0xFF])])
        let extensions = [
            ("1.2.250.1.71.1.2.2", hex("020100")), ("1.2.250.1.71.4.2.5", hex("3006 0C04 534D3236")),
            ("1.2.250.1.71.1.2.3", hex("1315") + Array("8025000001/2800636234".utf8)),
            ("1.2.250.1.71.1.2.5", hex("040100")),
        ]
        let stated = try CPxHolder(
            Self.certificate([DistinguishedName.commonName: "8"], extensions: extensions), objects)
        #expect(stated.cardType == .cps)
        #expect(stated.futureProfession == nil)
        #expect(stated.speciality == "SM26")
        #expect(stated.cardNumber == "2800636234")
        #expect(stated.isTestCard)
    }

    @Test(
        "An odd extension states nothing",
        arguments: [
            "130A 38303235303030303031", "130B 383032353030303030312F", "1304 2F31412F", "0C02 2F31", "13052F3132", "",
        ])
    func oddCardNumber(_ value: String) throws {
        let certificate = try Self.certificate(
            [DistinguishedName.commonName: "8"], extensions: [("1.2.250.1.71.1.2.3", hex(value))])
        #expect(try CPxHolder(certificate).cardNumber == nil)
    }
}
