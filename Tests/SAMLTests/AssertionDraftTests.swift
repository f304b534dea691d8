import Cryptography
import Foundation
import SAML
import SpecDataKit
import Testing
import XML

@Suite struct AssertionDraftTests {
    private let signer: TestSigner

    init() throws {
        signer = try TestSigner.shared.get()
    }

    @Test func `a signed assertion has exactly the genuine one's form`() throws {
        let octets = try signer.signed().octets
        let text = String(decoding: octets, as: UTF8.self)
        #expect(
            text.hasPrefix(
                """
                <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_0a1b2c3d-0000-4000-8000-0123456789ab" \
                IssueInstant="2024-05-06T07:08:09.010Z" Version="2.0"><Issuer \
                Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">2.5.4.42=ÉLODIE+CN=899700000001+\
                SN=ESSAI &amp; \\&lt;FILS\\&gt;,T=Médecin,C=FR</Issuer><Signature \
                xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod \
                Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><SignatureMethod \
                Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference \
                URI="#_0a1b2c3d-0000-4000-8000-0123456789ab"><Transforms><Transform \
                Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><Transform \
                Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms><DigestMethod \
                Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>
                """))
        #expect(
            text.hasSuffix(
                """
                <X509Certificate>\(Base64.encode(signer.certificate.der))</X509Certificate></X509Data></KeyInfo></Signature>\
                <Subject><NameID NameQualifier="CPS">899700000001</NameID></Subject><AttributeStatement><Attribute \
                Name="identifiantFacturation"><AttributeValue>991130972</AttributeValue></Attribute><Attribute \
                Name="secteurActivite"><AttributeValue>SA07</AttributeValue></Attribute></AttributeStatement></Assertion>
                """))
    }

    @Test func `the signed octets are those of the finished document`() throws {
        let draft = try AssertionDraft(content: signer.content, certificate: signer.certificate)
        let document = try XMLDocument(signer.signed().octets)
        let signedInfo = document.root.elements[1].elements[0]
        #expect(try document.exclusiveCanonicalForm(of: signedInfo) == draft.signedInfo)
        #expect(draft.signedInfoDigest == Digest.sha256(draft.signedInfo))
        #expect(draft.signedInfo.count == 675)
    }

    @Test func `a signature that is not by the card's key never leaves`() throws {
        let draft = try AssertionDraft(content: signer.content, certificate: signer.certificate)
        var signature = try signer.key.sign(sha256: draft.signedInfoDigest)
        signature[100] ^= 1
        for bad in [signature, [], try signer.key.sign(sha256: Digest.sha256([1]))] {
            #expect(throws: SAMLError.signingFailed) { try draft.completed(signature: bad) }
        }
    }

    @Test func `the authentication certificate does not sign`() {
        #expect(throws: SAMLError.certificateNotForSigning) {
            try AssertionDraft(content: signer.content, certificate: signer.authenticationCertificate)
        }
    }

    @Test(arguments: ["2023-11-14T22:13:19.999Z", "2027-01-15T08:00:01.000Z"])
    func `a certificate that is not valid at the instant does not sign`(instant: String) {
        #expect(throws: SAMLError.certificateExpired) {
            try AssertionDraft(content: signer.content(issueInstant: instant), certificate: signer.certificate)
        }
    }

    @Test func `content that is no assertion is refused before the card is asked`() {
        for (content, part) in [
            (signer.content(id: "1"), "ID"), (signer.content(id: ""), "ID"), (signer.content(id: "_é"), "ID"),
            (signer.content(issueInstant: "today"), "IssueInstant"), (signer.content(qualifier: "VITALE"), "NameID"),
            (signer.content(attributes: []), "AttributeStatement"),
        ] {
            #expect(throws: SAMLError.malformed(what: part)) {
                try AssertionDraft(content: content, certificate: signer.certificate)
            }
        }
        let control = signer.content(attributes: [.init(name: "a", value: "\u{1}")])
        #expect(throws: SAMLError.xml(.unwritable(scalar: 1))) {
            try AssertionDraft(content: control, certificate: signer.certificate)
        }
    }

    @Test func `any text that XML can hold survives signing`() throws {
        let content = signer.content(attributes: [
            .init(name: "n \t\n\r<&>\"'é", value: " \r\n\t]]>&amp;<x/>\u{1F600}"), .init(name: "", value: ""),
        ])
        let signed = try signer.signed(content)
        let verifier = AssertionVerifier(trust: signer.trust, at: nil)
        #expect(try verifier.verify(Envelope.document(signed.octets)).content == content)
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the official schema accepts it`() throws {
        let path = SpecData.schema("SAML/saml-schema-assertion-2.0.xsd")
        #expect(try XMLSchema(file: path).validate(signer.signed().octets).isEmpty)
    }
}
