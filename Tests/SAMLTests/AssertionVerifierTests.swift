import Cryptography
import SAML
import SpecDataKit
import Testing
import XML

@Suite struct AssertionVerifierTests {
    private let signer: TestSigner
    private let untrusting = AssertionVerifier(trust: nil, at: nil)

    init() throws {
        signer = try TestSigner.shared.get()
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the genuine assertion of 2022 verifies`() throws {
        let verified = try untrusting.verify(SpecData.message("genuine_PS_assertion_2022.xml"))
        #expect(verified.id == "_c6a7f665-9b82-4b4f-9f1c-6f918d1c70b8")
        #expect(verified.issueInstant == "2022-04-12T15:07:10.065Z")
        #expect(verified.issuer == verified.certificate.subject.text)
        #expect(verified.nameQualifier == "CPS")
        #expect(verified.nameID == verified.certificate.subject.first(DistinguishedName.commonName))
        #expect(
            verified.attributes == [
                .init(name: "identifiantFacturation", value: "123456789"),
                .init(name: "secteurActivite", value: "SA05"),
            ])
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the genuine assertion is not trusted by a store without its authority`() throws {
        let bytes = try SpecData.message("genuine_PS_assertion_2022.xml")
        #expect(throws: SAMLError.self) { try AssertionVerifier(trust: signer.trust, at: nil).verify(bytes) }
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the official sample has a valid signature and a wrong digest`() throws {
        let bytes = try SpecData.message("official_WS_INS2_requete.xml")
        #expect(throws: SAMLError.digestMismatch) { try untrusting.verify(bytes) }
        let text = String(decoding: bytes, as: UTF8.self)
        let damaged = text.replacing("GixqhXSC", with: "GixqhXSD")
        #expect(throws: SAMLError.signatureInvalid) { try untrusting.verify(Array(damaged.utf8)) }
    }

    @Test func `a signed assertion verifies alone and inside an envelope`() throws {
        let signed = try signer.signed()
        let verifier = AssertionVerifier(trust: signer.trust, at: TestSigner.start)
        for document in [signed.octets, Envelope.document(signed.octets)] {
            let verified = try verifier.verify(document)
            #expect(verified.content == signer.content)
            #expect(verified.certificate == signer.certificate)
        }
    }

    @Test func `the certificate must hold at the given time or else at the assertion's`() throws {
        let octets = try signer.signed().octets
        _ = try AssertionVerifier(trust: signer.trust, at: nil).verify(octets)
        #expect(throws: SAMLError.certificateRefused(reason: "certificate has expired", code: 10)) {
            try AssertionVerifier(trust: signer.trust, at: TestSigner.end + 1).verify(octets)
        }
        #expect(throws: SAMLError.certificateRefused(reason: "unable to get local issuer certificate", code: 20)) {
            try AssertionVerifier(trust: TrustStore(anchors: []), at: nil).verify(octets)
        }
    }

    @Test func `a signature by an authentication certificate is not trusted`() throws {
        let text = String(decoding: try signer.signed().octets, as: UTF8.self).replacing(
            Base64.encode(signer.certificate.der), with: Base64.encode(signer.authenticationCertificate.der))
        _ = try untrusting.verify(Array(text.utf8))
        #expect(throws: SAMLError.certificateNotForSigning) {
            try AssertionVerifier(trust: signer.trust, at: nil).verify(Array(text.utf8))
        }
    }

    @Test func `another prefix, either base64 layout and a schema type are read`() throws {
        var foreign = ForeignSigner(signer: signer)
        for layout in [Base64.encode, ForeignSigner.lines] {
            foreign.layout = layout
            for document in [try foreign.document(), Envelope.document(try foreign.document())] {
                let verified = try AssertionVerifier(trust: signer.trust, at: nil).verify(document)
                #expect(verified.attributes == [.init(name: "identifiantFacturation", value: "991130972")])
            }
        }
    }

    @Test(arguments: [
        ("{c14n}", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"), ("{c14n}", "{c14n}WithComments"),
        ("{rsa}", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"), ("{sha256}", "http://www.w3.org/2000/09/xmldsig#sha1"),
        ("{enveloped}", "{c14n}"), ("#_x1", ""), ("#_x1", "#_x2"), ("#_x1", "#xpointer(id('_x1'))"),
        ("<ds:Transforms>", "<ds:Transforms><ds:Transform Algorithm=\"{c14n}\"/>"), (" URI=\"#_x1\"", ""),
        (" URI=", " Type=\"t\" URI="), ("<ds:Reference ", "<ds:Reference Id=\"r\" "),
        ("<ds:SignedInfo>", "<ds:SignedInfo Id=\"s\">"), ("<ds:Signature ", "<ds:Signature Id=\"s\" "),
        ("<ds:SignatureValue>", "<ds:SignatureValue Id=\"v\">"), ("</ds:KeyInfo>", "</ds:KeyInfo><ds:Object/>"),
        ("<ds:KeyInfo>", "<ds:KeyInfo><ds:KeyName>k</ds:KeyName>"), ("<ds:X509Data>", "<ds:X509Data> "),
        ("</ds:X509Certificate>", "</ds:X509Certificate><ds:X509Certificate/>"),
        ("</ds:SignedInfo>", "\n</ds:SignedInfo>"),
        ("</ds:SignedInfo>", "<ds:Reference/></ds:SignedInfo>"),
    ])
    func `a signature of any other shape is refused though signed`(part: String, replacement: String) throws {
        var foreign = ForeignSigner(signer: signer)
        foreign.signature = foreign.signature.replacing(part, with: replacement)
        #expect(foreign.signature != ForeignSigner.signature)
        let document = Envelope.document(try foreign.document())
        #expect(throws: SAMLError.self) { try untrusting.verify(document) }
    }

    @Test(arguments: [
        ("Version=\"2.0\"", "Version=\"2.1\""), ("Version=\"2.0\"", ""),
        ("Version=\"2.0\"", "Version=\"2.0\" Extra=\"\""),
        ("09.010Z", "09Z"), ("X509SubjectName", "unspecified"), ("NameQualifier=\"CPS\"", ""), ("Name=\"", "Nom=\""),
        ("NameQualifier=\"CPS\"", "NameQualifier=\"CPS\" Format=\"f\""), ("xsi:type", "xsi:nil"),
        ("<saml2:Subject>", "<saml2:Conditions/><saml2:Subject>"), ("<saml2:Subject>", " <saml2:Subject>"),
        ("</saml2:Subject>", "<saml2:SubjectConfirmation/></saml2:Subject>"),
        ("</saml2:Attribute>", "<AttributeValue/></saml2:Attribute>"), ("991130972", "<saml2:x/>"),
        ("</saml2:AttributeStatement>", "x</saml2:AttributeStatement>"), ("ID=\"_x1\"", "ID=\"_x1\" Id=\"_x1\""),
        ("ID=\"_x1\"", "xml:id=\"_x1\""), ("<saml2:Issuer ", "<saml2:Issuer NameQualifier=\"\" "),
        ("<saml2:AttributeStatement>", "<saml2:AttributeStatement xml:lang=\"fr\">"),
    ])
    func `an assertion of any other shape is refused though signed`(part: String, replacement: String) throws {
        var foreign = ForeignSigner(signer: signer)
        foreign.assertion = foreign.assertion.replacing(part, with: replacement)
        #expect(foreign.assertion != ForeignSigner.assertion)
        let document = Envelope.document(try foreign.document())
        #expect(throws: SAMLError.self) { try untrusting.verify(document) }
    }

    @Test func `a signature elsewhere than after Issuer is refused though signed`() throws {
        var foreign = ForeignSigner(signer: signer)
        foreign.assertion = foreign.assertion.replacing("{SIGNATURE}", with: "")
            .replacing("</saml2:Assertion>", with: "{SIGNATURE}</saml2:Assertion>")
        #expect(throws: SAMLError.malformed(what: "Assertion")) { try untrusting.verify(foreign.document()) }
    }

    @Test func `an assertion without signature is refused`() {
        let unsigned = ForeignSigner.assertion.replacing("{SIGNATURE}", with: "")
        #expect(throws: SAMLError.malformed(what: "Assertion")) { try untrusting.verify(Array(unsigned.utf8)) }
    }
}
