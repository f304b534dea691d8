import SAML
import SpecDataKit
import Testing
import XML

@Suite struct VitaleAssertionTests {
    static let id = "_0a1b2c3d-0000-4000-8000-0123456789ab"
    static let instant = "2024-05-06T07:08:09.010Z"

    private func assertion(
        issuer: String = "899700000001", serial: String = "123", id: String = Self.id, instant: String = Self.instant
    ) throws(SAMLError) -> VitaleAssertion {
        try VitaleAssertion(issuer: issuer, serial: serial, id: id, issueInstant: instant)
    }

    @Test func `it is the unsigned skeleton of the specification`() throws {
        let assertion = try assertion()
        let expected = """
            <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="\(Self.id)" IssueInstant="\(Self.instant)" \
            Version="2.0"><Issuer>899700000001</Issuer><Subject><NameID NameQualifier="VITALE">000000000123</NameID>\
            </Subject></Assertion>
            """
        #expect(String(decoding: assertion.octets, as: UTF8.self) == expected)
        #expect(assertion.id == Self.id)
        #expect(assertion.issueInstant == Self.instant)
        #expect("\(assertion)" == "VitaleAssertion(\(Self.id))")
    }

    @Test(arguments: [
        ("0", "000000000000"), ("000000000001", "000000000001"), ("123456789012", "123456789012"),
        ("1234567890123", "1234567890123"), ("12345678901234567890", "12345678901234567890"),
        ("00000000000000000123", "000000000123"),
    ])
    func `a serial number has twelve digits at least`(serial: String, written: String) throws {
        let root = try XMLReader.parse(assertion(serial: serial).octets)
        #expect(root.elements.last?.elements.first?.text == written)
    }

    @Test(arguments: ["", "123456789012345678901", "12A", " 12", "-1", "١٢"])
    func `anything else is no serial number`(serial: String) {
        #expect(throws: SAMLError.malformed(what: "NameID")) { try assertion(serial: serial) }
    }

    @Test func `the other parts are checked too`() {
        #expect(throws: SAMLError.malformed(what: "Issuer")) { try assertion(issuer: "") }
        #expect(throws: SAMLError.xml(.unwritable(scalar: 1))) { try assertion(issuer: "\u{1}") }
        #expect(throws: SAMLError.malformed(what: "IssueInstant")) { try assertion(instant: "2024-05-06T07:08:09Z") }
        for id in [
            "", "_", Self.id + "0", String(Self.id.dropLast()), "x" + Self.id.dropFirst(),
            Self.id.replacing("a", with: "g"),
        ] {
            #expect(throws: SAMLError.malformed(what: "ID")) { try assertion(id: id) }
        }
    }

    @Test func `it is fresh for twenty minutes from its instant on`() throws {
        let assertion = try assertion(instant: "1970-01-01T01:00:00.999Z")
        #expect(assertion.issuedAt == 3600)
        for (seconds, isFresh) in [(3599, false), (3600, true), (3600 + 1199, true), (3600 + 1200, false)] {
            #expect(assertion.isFresh(at: Int64(seconds)) == isFresh)
        }
        #expect(!assertion.isFresh(at: .min) && !assertion.isFresh(at: .max))
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the official schema accepts it`() throws {
        let schema = try XMLSchema(file: SpecData.schema("WSSE/Security.xsd"))
        let security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
        let parts = try [
            Array("<w:Security xmlns:w=\"\(security)\">".utf8), assertion().octets, Array("</w:Security>".utf8),
        ]
        #expect(try schema.validate(parts.flatMap { $0 }) == [])
    }
}
