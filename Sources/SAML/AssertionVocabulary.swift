import XML

/// Names of the SAML 2.0 assertion (insi.md 3.1).
enum AssertionName {
    static let namespace = "urn:oasis:names:tc:SAML:2.0:assertion"
    static let subjectNameFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName"
    /// `NameID/@NameQualifier` of the other assertion, that of the patient's card (insi.md 3.9).
    static let vitaleQualifier = "VITALE"

    static let assertion = name("Assertion")
    static let issuer = name("Issuer")
    static let subject = name("Subject")
    static let nameID = name("NameID")
    static let attributeStatement = name("AttributeStatement")
    static let attribute = name("Attribute")
    static let attributeValue = name("AttributeValue")

    private static func name(_ local: String) -> XMLName { XMLName(namespace: namespace, local: local) }
}

/// Names of the XML signature (insi.md 3.4).
enum SignatureName {
    static let signature = name("Signature")
    static let signedInfo = name("SignedInfo")
    static let canonicalizationMethod = name("CanonicalizationMethod")
    static let signatureMethod = name("SignatureMethod")
    static let reference = name("Reference")
    static let transforms = name("Transforms")
    static let transform = name("Transform")
    static let digestMethod = name("DigestMethod")
    static let digestValue = name("DigestValue")
    static let signatureValue = name("SignatureValue")
    static let keyInfo = name("KeyInfo")
    static let x509Data = name("X509Data")
    static let x509Certificate = name("X509Certificate")

    private static func name(_ local: String) -> XMLName {
        XMLName(namespace: "http://www.w3.org/2000/09/xmldsig#", local: local)
    }
}

/// The only algorithms (insi.md 3.4).
enum Algorithm {
    static let exclusiveCanonicalisation = "http://www.w3.org/2001/10/xml-exc-c14n#"
    static let rsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    static let envelopedSignature = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    static let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"
}

/// Names on the way from a SOAP 1.2 envelope to an assertion (cpx.md 8.2).
enum EnvelopeName {
    static let envelope = XMLName(namespace: soap, local: "Envelope")
    static let header = XMLName(namespace: soap, local: "Header")
    static let security = XMLName(
        namespace: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
        local: "Security")
    /// `xsi:type`, which the official sample has on an AttributeValue.
    static let schemaType = XMLName(namespace: "http://www.w3.org/2001/XMLSchema-instance", local: "type")

    private static let soap = "http://www.w3.org/2003/05/soap-envelope"
}
