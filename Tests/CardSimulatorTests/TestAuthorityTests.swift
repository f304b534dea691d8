import Cryptography
import Foundation
import Testing
import ToolKit

@testable import CardSimulator

@Suite("The simulated certification authority")
struct TestAuthorityTests {
    private let kit: CPS3Kit

    init() throws {
        kit = try CPS3Kit.shared.get()
    }

    /// What the openssl command reads in a certificate: a second opinion on ours.
    private func text(_ certificate: Certificate) throws -> String {
        let folder = try ScratchFolder()
        let file = try folder.write(certificate.der, to: "c.der")
        return try Tool.run(
            "openssl", ["x509", "-inform", "DER", "-in", file, "-noout", "-text", "-nameopt", "RFC2253,utf8,-esc_msb"]
        ).output
    }

    @Test("the authority says that it is a simulation")
    func authority() throws {
        let text = try text(kit.authority.certificate)
        #expect(text.contains("INSI-AGENT SIMULATION"))
        #expect(text.contains("CA:TRUE"))
        #expect(kit.authority.caPEM.hasPrefix("-----BEGIN CERTIFICATE-----"))
    }

    @Test("the signature certificate has the real key usage, subject and extensions")
    func signature() throws {
        let text = try text(kit.signature)
        #expect(text.contains("X509v3 Key Usage: critical\n                Non Repudiation\n"))
        #expect(text.contains("E-mail Protection"))
        #expect(text.contains("title=Médecin,C=FR"))
        #expect(kit.signature.keyUsage == .nonRepudiation)
        #expect(kit.signature.extensionValue("1.2.250.1.71.1.2.2") == hex("02 01 00"))
        #expect(
            kit.signature.extensionValue("1.2.250.1.71.1.2.3") == hex("13 15") + Array("8025000001/2600000001".utf8))
        #expect(kit.signature.extensionValue("1.2.250.1.71.1.2.5") == hex("04 01 80"))
        #expect(kit.signature.extensionValue("1.2.250.1.71.1.2.7") == hex("02 01 0A"))
        #expect(kit.signature.extensionValue("1.2.250.1.71.4.2.5") == hex("30 06 0C 04 53 4D 32 36"))
    }

    @Test("the three names of the holder are in one relative name, sorted as DER wants")
    func subject() {
        let names = kit.signature.subject.relativeNames
        #expect(names.map(\.count) == [1, 1, 3])
        #expect(names[0][0].value == "FR")
        #expect(names[1][0].value == "Médecin")
        #expect(
            names[2].map(\.oid) == [
                DistinguishedName.givenName, DistinguishedName.surname, DistinguishedName.commonName,
            ])
        #expect(names[2].map(\.value) == ["JEANNE", "SIMULEE", "899700000001"])
    }

    @Test("a short identifier moves the common name before a longer surname")
    func subjectOrder() throws {
        var holder = ProfessionalDescription()
        (holder.givenName, holder.surname, holder.nationalId) = ("OLIVIER", "INFIRMCS ADELI8751", "00B6087510")
        let certificate = try kit.authority.certificate(.signature, for: kit.keys.signature.publicKey, holder)
        #expect(
            certificate.subject.relativeNames[2].map(\.oid) == [
                DistinguishedName.givenName, DistinguishedName.commonName, DistinguishedName.surname,
            ])
    }

    @Test("the authentication certificate differs by its uses only")
    func authentication() throws {
        let text = try text(kit.authentication)
        #expect(text.contains("X509v3 Key Usage: critical\n                Digital Signature\n"))
        #expect(text.contains("TLS Web Client Authentication, Microsoft Smartcard Login"))
        #expect(kit.authentication.subject == kit.signature.subject)
        #expect(kit.authentication.publicKey == kit.keys.authentication.publicKey)
    }

    @Test("an expired card ended yesterday, any other lasts three years")
    func validity() throws {
        var holder = ProfessionalDescription()
        holder.expired = true
        let expired = try kit.authority.certificate(.signature, for: kit.keys.signature.publicKey, holder)
        let now = Int64(Date().timeIntervalSince1970)
        #expect((now - 90_000...now - 80_000).contains(expired.notAfter))
        #expect(expired.notBefore < expired.notAfter)
        #expect(kit.signature.isValid(at: now))
        #expect(kit.signature.notAfter > now + 1000 * 86_400)
    }

    @Test("a card that is not valid yet begins tomorrow")
    func notYetValid() throws {
        var holder = ProfessionalDescription()
        holder.notYetValid = true
        let certificate = try kit.authority.certificate(.signature, for: kit.keys.signature.publicKey, holder)
        let now = Int64(Date().timeIntervalSince1970)
        #expect((now + 80_000...now + 90_000).contains(certificate.notBefore))
        #expect(certificate.notBefore < certificate.notAfter)
    }

    @Test("a real card has category 00 and an issuer without TEST, whom the same trust store believes")
    func realCard() throws {
        var holder = ProfessionalDescription()
        holder.test = false
        let certificate = try kit.authority.certificate(.signature, for: kit.keys.signature.publicKey, holder)
        #expect(certificate.extensionValue("1.2.250.1.71.1.2.5") == hex("04 01 00"))
        let text = try text(certificate)
        #expect(text.contains("CN=AC IGC-SANTE FORT PERSONNES INSI-AGENT SIMULATION"))
        #expect(!text.contains("TEST"))
        #expect(try isTrusted(certificate) && isTrusted(kit.signature))
    }

    @Test("a card of a foreign authority is believed by nobody, although its issuer has the right name")
    func foreignAuthority() throws {
        var holder = ProfessionalDescription()
        holder.foreignAuthority = true
        let card = try CPS3Card(holder, authority: kit.authority)
        let certificate = try Certificate(der: card.signatureCertificate)
        #expect(try text(certificate).contains("CN=TEST AC IGC-SANTE FORT PERSONNES INSI-AGENT SIMULATION"))
        #expect(try !isTrusted(certificate))
    }

    private func isTrusted(_ certificate: Certificate) throws -> Bool {
        let folder = try ScratchFolder()
        let authority = try folder.write(Array(kit.authority.caPEM.utf8), to: "ca.pem")
        let file = try folder.write(Array(certificate.pem.utf8), to: "c.pem")
        return try Tool.run("openssl", ["verify", "-CAfile", authority, file]).status == 0
    }

    @Test("a card that names nobody has the structure as organisation and no names")
    func noPerson() throws {
        var holder = ProfessionalDescription()
        (holder.nominative, holder.nationalId, holder.cardType) = (false, "1990000001/0042", .cpe)
        holder.situations = [.init(name: "HOPITAL SIMULE", structure: "1990000001")]
        let certificate = try kit.authority.certificate(.signature, for: kit.keys.signature.publicKey, holder)
        #expect(try text(certificate).contains("Subject: CN=1990000001/0042,O=HOPITAL SIMULE,C=FR\n"))
    }

    @Test("a profession above 127 stays positive, and an employee's card has none")
    func profession() throws {
        var holder = ProfessionalDescription()
        (holder.profession, holder.speciality) = (200, nil)
        var certificate = try kit.authority.certificate(.signature, for: kit.keys.signature.publicKey, holder)
        #expect(certificate.extensionValue("1.2.250.1.71.1.2.7") == hex("02 02 00 C8"))
        #expect(certificate.extensionValue("1.2.250.1.71.4.2.5") == nil)
        holder.cardType = .cpe
        certificate = try kit.authority.certificate(.signature, for: kit.keys.signature.publicKey, holder)
        #expect(certificate.extensionValue("1.2.250.1.71.1.2.7") == nil)
        #expect(certificate.extensionValue("1.2.250.1.71.1.2.2") == hex("02 01 02"))
    }

    @Test("openssl trusts a server certificate for its names and addresses, and for no other")
    func server() throws {
        let folder = try ScratchFolder()
        let issued = try kit.authority.serverCertificate(names: ["localhost", "127.0.0.1", "::1"])
        let authority = try folder.write(Array(kit.authority.caPEM.utf8), to: "ca.pem")
        let server = try folder.write(Array(issued.certificatePEM.utf8), to: "server.pem")
        func verify(_ check: [String]) throws -> Int32 {
            try Tool.run(
                "openssl", ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", authority] + check + [server]
            ).status
        }
        #expect(try verify(["-verify_hostname", "localhost"]) == 0)
        #expect(try verify(["-verify_ip", "127.0.0.1"]) == 0)
        #expect(try verify(["-verify_ip", "::1"]) == 0)
        #expect(try verify(["-verify_hostname", "example.org"]) != 0)
        let key = try RSAPrivateKey(pem: issued.keyPEM)
        #expect(try Certificate(pem: issued.certificatePEM).publicKey == key.publicKey)
    }
}
