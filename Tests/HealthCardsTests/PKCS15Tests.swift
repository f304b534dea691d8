import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct PKCS15Tests {
    static let application = "E828BD080F8025000001FF0010"
    static let odf = hex("A8063004 04027001 A0063004 04027002 A4063004 04027005 A7063004 04027006")
    /// The real one of cpx.md 3.3.
    static let aodf =
        hex("3061 303F 0C1C") + Array("Code porteur de la carte CPS".utf8)
        + hex(
            """
            030108 040102 3019 3006 03020520 0500 3006 03020640 0500 3007 03020308 040104 3003 040101
            A119 3017 0303040C10 0A0101 020104 020108 020104 800101 0401FF
            3058 3039 0C22
            """) + Array("Code de déblocage de la carte CPS".utf8)
        + hex(
            """
            030108 3010 3006 03020520 0500 3006 03020640 0500 3003 040104
            A116 3014 0303041D10 0A0101 020108 020108 020108 800102
            """)
    static let cdf =
        hex("3052 3034 0C1B") + Array("Certificat de Signature CPS".utf8)
        + hex("03020800 3011 3006 03020780 0500 3007 03020640 040101")
        + hex("3010 040E \(application)01 A108 3006 3004 0402A001")
    static let prkdf =
        hex("3050 3020 0C0C") + Array("CPS_PRIV_SIG".utf8)
        + hex("03020780 040101 3009 3007 03020308 040101 3020 040E \(application)01 03030600 40")
        + hex("0101FF 030204B0 02020081 A10A 3008 3002 0400 02020800")

    @Test("The object directory names the others, in any order")
    func directory() {
        let directory = PKCS15.ObjectDirectory(Self.odf)
        #expect(directory.pins == [0x70, 0x01])
        #expect(directory.keys == [0x70, 0x02])
        #expect(directory.certificates == [0x70, 0x05])
        #expect(directory.dataObjects == [0x70, 0x06])
        #expect(PKCS15.ObjectDirectory([]).pins == nil)
    }

    static let dodf =
        hex("3022 3011 0C0B") + Array("CPS_ID_CARD".utf8) + hex("03020800 3005 0C03 435053 A106 3004 0402D104")
        + hex("302C 301B 0C12") + Array("CPS_ACTIVITY_01_PS".utf8)
        + hex("03020780 040101 3005 0C03 435053 A106 3004 0402D120")

    @Test("The formats of PIN and PUK are the real card's, whatever its invalid bit strings")
    func pin() {
        #expect(PKCS15.pin(Self.aodf, CPxFacts.pinIdentifier) == CPxFacts.pin)
        #expect(PKCS15.pin(Self.aodf, CPxFacts.pukIdentifier) == CPxFacts.puk)
        #expect(PKCS15.pin(Self.aodf, [0x02]) == nil)
    }

    @Test("Data objects are found by label, those without path are not")
    func dataObjects() {
        #expect(
            PKCS15.dataObjects(Self.dodf) == [
                .init(label: "CPS_ID_CARD", path: [0xD1, 0x04]),
                .init(label: "CPS_ACTIVITY_01_PS", path: [0xD1, 0x20]),
            ])
        #expect(PKCS15.dataObjects(hex("300C 3003 0C0141 3005 0C03 435053")).isEmpty)
    }

    @Test("The signature certificate and its key are found")
    func signature() {
        #expect(PKCS15.signatureCertificate(Self.cdf, CPxDialect.cps3.signatureIdentifier) == [0xA0, 0x01])
        #expect(PKCS15.signatureKey(Self.prkdf, CPxDialect.cps3.signatureIdentifier) == 0x81)
    }

    @Test(
        "A PIN format that makes no sense is not taken",
        arguments: [
            "02010402010802010480010104", "020103020108020104 800101 0401FF", "020104020104020108 800101 0401FF",
            "020108020108020104 800101 0401FF", "0201040201110201048001010401FF", "020104020108020104 80020101 0401FF",
            "020104020108020104 800101",
        ])
    func senseless(_ attributes: String) {
        let content = hex(attributes)
        let sequence = [0x30, UInt8(content.count)] + content
        let body = hex("3000 3003 040101") + [0xA1, UInt8(sequence.count)] + sequence
        #expect(PKCS15.pin([0x30, UInt8(body.count)] + body, [0x01]) == nil)
    }

    @Test("Every prefix and every changed byte gives an answer that is usable, or none")
    func mutations() {
        for fixture in [Self.odf, Self.aodf, Self.cdf, Self.prkdf, Self.dodf] {
            for count in fixture.indices { Self.parse(Array(fixture.prefix(count))) }
            for index in fixture.indices {
                for value in [0x00, 0x02, 0x04, 0x30, 0x7F, 0x80, 0x82, 0xA1, 0xFF] as [UInt8] {
                    var changed = fixture
                    changed[index] = value
                    Self.parse(changed)
                }
            }
        }
    }

    private static func parse(_ bytes: [UInt8]) {
        let directory = PKCS15.ObjectDirectory(bytes)
        #expect(directory.pins?.count ?? 0 < 256)
        let identifier = CPxDialect.cps3.signatureIdentifier
        _ = (PKCS15.signatureCertificate(bytes, identifier), PKCS15.signatureKey(bytes, identifier))
        #expect(PKCS15.dataObjects(bytes).allSatisfy { $0.label.utf8.count <= bytes.count * 3 })
        for identifier in [CPxFacts.pinIdentifier, CPxFacts.pukIdentifier] {
            guard let pin = PKCS15.pin(bytes, identifier) else { continue }
            #expect(pin.lengths.upperBound <= pin.storedLength && pin.storedLength <= 16)
        }
    }
}
