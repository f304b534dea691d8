import CardSimulator
import Cryptography
import Testing

struct SoftwareCertificateTests {
    @Test func `it says what a structure's certificate says`() throws {
        let authority = try TestAuthority()
        let software = try authority.softwareCertificate(
            commonName: "INSI-MANU", organisationalUnit: "300000001820687")
        let subject = software.certificate.subject
        #expect(
            subject.relativeNames.map { $0[0].oid } == [
                DistinguishedName.country, DistinguishedName.state, DistinguishedName.organisation,
                DistinguishedName.organisationalUnit, DistinguishedName.commonName,
            ])
        #expect(subject.first(DistinguishedName.commonName) == "INSI-MANU")
        #expect(subject.first(DistinguishedName.organisationalUnit) == "300000001820687")
        #expect(software.certificate.keyUsage == .digitalSignature)
        #expect(software.issuer == authority.organisationCertificate)
        #expect(try RSAPrivateKey(pem: software.keyPEM).publicKey == software.certificate.publicKey)
    }

    @Test func `only a test certificate has TEST in its issuer's name`() throws {
        let authority = try TestAuthority()
        for issuer in TestAuthority.SoftwareIssuer.allCases {
            let certificate = try authority.softwareCertificate(issuer: issuer).certificate
            let name = try #require(certificate.issuer.first(DistinguishedName.commonName))
            #expect(name.contains("TEST") == (issuer == .test))
            #expect(name.contains("ORGANISATIONS") == (issuer != .stranger))
            #expect(name.contains("INSI-AGENT SIMULATION"))
        }
    }
}
