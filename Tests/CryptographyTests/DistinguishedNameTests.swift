import Cryptography
import SpecDataKit
import Testing

@Suite struct DistinguishedNameTests {
    private typealias Attribute = DistinguishedName.Attribute

    @Test func `a professional's name is spelled most specific part first`() {
        let name = DistinguishedName(relativeNames: [
            [Attribute(oid: DistinguishedName.country, value: "FR")],
            [Attribute(oid: DistinguishedName.title, value: "Médecin")],
            [
                Attribute(oid: DistinguishedName.givenName, value: "ÉLODIE"),
                Attribute(oid: DistinguishedName.commonName, value: "899700000001"),
                Attribute(oid: DistinguishedName.surname, value: "ESSAI"),
            ],
        ])
        #expect(name.text == "2.5.4.42=ÉLODIE+CN=899700000001+SN=ESSAI,T=Médecin,C=FR")
        #expect(name.first(DistinguishedName.commonName) == "899700000001")
        #expect(name.first(DistinguishedName.organisation) == nil)
    }

    @Test(arguments: [
        ("a,b", "a\\,b"), ("a+b\"c\\d<e>f;g", "a\\+b\\\"c\\\\d\\<e\\>f\\;g"), (" a ", "\\ a\\ "), ("#a#", "\\#a#"),
        ("a b", "a b"), ("", ""), (" ", "\\ "), ("é=", "é="),
    ])
    func `special characters of a value are escaped`(value: String, escaped: String) {
        let name = DistinguishedName(relativeNames: [[Attribute(oid: DistinguishedName.organisation, value: value)]])
        #expect(name.text == "O=\(escaped)")
    }

    @Test func `control characters become hexadecimal pairs`() {
        let attribute = Attribute(oid: DistinguishedName.organisation, value: "a\u{0}\u{1F}\u{7F}")
        #expect(DistinguishedName(relativeNames: [[attribute]]).text == "O=a\\00\\1F\\7F")
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the genuine assertion's issuer is spelled exactly`() throws {
        let path = "genuine_PS_assertion_2022.xml"
        let base64 = try SpecData.text(path, between: "<X509Certificate>", and: "</X509Certificate>")
        let certificate = try Certificate(der: Base64.decodeStrict(base64))
        let issuer = try SpecData.text(path, between: "X509SubjectName\">", and: "</Issuer>")
        #expect(certificate.subject.text == issuer)
        #expect(
            certificate.issuer.text
                == "CN=TEST AC IGC-SANTE FORT PERSONNES,OU=IGC-SANTE TEST,OU=0002 187512751,O=ASIP-SANTE,C=FR")
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the official sample's subject is spelled in the certificate's order`() throws {
        let base64 = try SpecData.text(
            "official_WS_INS2_requete.xml", between: "<X509Certificate>", and: "</X509Certificate>")
        let certificate = try Certificate(der: Base64.decodeStrict(base64))
        #expect(certificate.subject.text == "2.5.4.42=MAX+SN=LIBRE+CN=899900063480,T=Médecin,C=FR")
    }
}
