import Cryptography
import Foundation
import XML

/// Signs assertions whose text a test writes, right or wrong, as other software would.
struct ForeignSigner {
    static let algorithms = [
        "c14n": "http://www.w3.org/2001/10/xml-exc-c14n#",
        "rsa": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "enveloped": "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
        "sha256": "http://www.w3.org/2001/04/xmlenc#sha256",
    ]

    /// The official sample's style: prefix `saml2`, `xsi:type`; `{SIGNATURE}` is where the signature goes.
    static let assertion = """
        <saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="_x1" \
        IssueInstant="2024-05-06T07:08:09.010Z" Version="2.0"><saml2:Issuer \
        Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">CN=x</saml2:Issuer>{SIGNATURE}<saml2:Subject>\
        <saml2:NameID NameQualifier="CPS">899700000001</saml2:NameID></saml2:Subject><saml2:AttributeStatement>\
        <saml2:Attribute Name="identifiantFacturation"><AttributeValue \
        xmlns="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">991130972</AttributeValue>\
        </saml2:Attribute></saml2:AttributeStatement></saml2:Assertion>
        """

    static let signature = """
        <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod \
        Algorithm="{c14n}"/><ds:SignatureMethod Algorithm="{rsa}"/><ds:Reference URI="#_x1"><ds:Transforms><ds:Transform \
        Algorithm="{enveloped}"/><ds:Transform Algorithm="{c14n}"/></ds:Transforms><ds:DigestMethod \
        Algorithm="{sha256}"/><ds:DigestValue>{DIGEST}</ds:DigestValue></ds:Reference></ds:SignedInfo>\
        <ds:SignatureValue>{VALUE}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{CERTIFICATE}\
        </ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>
        """

    let signer: TestSigner
    var assertion = ForeignSigner.assertion
    var signature = ForeignSigner.signature
    /// How base64 is laid out.
    var layout: ([UInt8]) -> String = Base64.encode

    /// Base64 as Java writes it: lines of 76 characters that end with CR and LF, the CR escaped.
    static func lines(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
            .replacingOccurrences(of: "\n", with: "&#xD;\n")
    }

    func document() throws -> [UInt8] {
        let unsigned = try XMLDocument(Array(assertion.replacing("{SIGNATURE}", with: "").utf8))
        let digest = Digest.sha256(try unsigned.exclusiveCanonicalForm(of: unsigned.root))
        let template = Self.algorithms.reduce(signature) { $0.replacing("{\($1.key)}", with: $1.value) }
            .replacing("{DIGEST}", with: Base64.encode(digest))
            .replacing("{CERTIFICATE}", with: layout(signer.certificate.der))
        let draft = assertion.replacing("{SIGNATURE}", with: template)
        let document = try XMLDocument(Array(draft.utf8))
        let signedInfo = try signedInfo(in: document.root)
        let octets = try document.exclusiveCanonicalForm(of: signedInfo)
        let value = try signer.key.sign(sha256: Digest.sha256(octets))
        return Array(draft.replacing("{VALUE}", with: layout(value)).utf8)
    }

    private func signedInfo(in element: XMLElement) throws -> XMLElement {
        let namespace = "http://www.w3.org/2000/09/xmldsig#"
        let signature = try element.required(XMLName(namespace: namespace, local: "Signature"))
        return try signature.required(XMLName(namespace: namespace, local: "SignedInfo"))
    }
}
