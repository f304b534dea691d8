import Cryptography
import XML

/// Writes the octets of an assertion: one line, default namespaces declared on Assertion and on Signature, nothing
/// inherited, so that they can be embedded anywhere (insi.md 3.1 and 3.4, the genuine assertion).
struct AssertionWriter: ~Copyable {
    /// What is known of the signature.
    struct Signature {
        let digestValue: String
        var value: [UInt8] = []
        let certificate: Certificate
    }

    private var writer: XMLWriter

    /// The assertion with its signature right after Issuer, or without one.
    static func octets(_ content: AssertionContent, signature: Signature?) throws(XMLError) -> [UInt8] {
        var writer = try AssertionWriter(writer: XMLWriter())
        try writer.assertion(content, signature: signature)
        return try writer.writer.finish()
    }

    /// A SignedInfo on its own.
    static func signedInfo(id: String, digestValue: String) throws(XMLError) -> [UInt8] {
        var writer = try AssertionWriter(writer: XMLWriter())
        try writer.signedInfo(id: id, digestValue: digestValue)
        return try writer.writer.finish()
    }

    private mutating func assertion(_ content: AssertionContent, signature: Signature?) throws(XMLError) {
        try writer.start(AssertionName.assertion)
        try writer.attribute("ID", content.id)
        try writer.attribute("IssueInstant", content.issueInstant)
        try writer.attribute("Version", "2.0")
        try writer.start(AssertionName.issuer)
        try writer.attribute("Format", AssertionName.subjectNameFormat)
        try writer.text(content.issuer)
        try writer.end()
        if let signature { try self.signature(signature, id: content.id) }
        try subject(content)
        try attributes(content.attributes)
        try writer.end()
    }

    private mutating func subject(_ content: AssertionContent) throws(XMLError) {
        try writer.start(AssertionName.subject)
        try writer.start(AssertionName.nameID)
        try writer.attribute("NameQualifier", content.nameQualifier)
        try writer.text(content.nameID)
        try writer.end()
        try writer.end()
    }

    private mutating func attributes(_ attributes: [AssertionContent.Attribute]) throws(XMLError) {
        try writer.start(AssertionName.attributeStatement)
        for attribute in attributes {
            try writer.start(AssertionName.attribute)
            try writer.attribute("Name", attribute.name)
            try writer.element(AssertionName.attributeValue, text: attribute.value)
            try writer.end()
        }
        try writer.end()
    }

    private mutating func signature(_ signature: Signature, id: String) throws(XMLError) {
        try writer.start(SignatureName.signature)
        try signedInfo(id: id, digestValue: signature.digestValue)
        try writer.element(SignatureName.signatureValue, text: Base64.encode(signature.value))
        try writer.start(SignatureName.keyInfo)
        try writer.start(SignatureName.x509Data)
        try writer.element(SignatureName.x509Certificate, text: Base64.encode(signature.certificate.der))
        try writer.end()
        try writer.end()
        try writer.end()
    }

    private mutating func signedInfo(id: String, digestValue: String) throws(XMLError) {
        try writer.start(SignatureName.signedInfo)
        try method(SignatureName.canonicalizationMethod, Algorithm.exclusiveCanonicalisation)
        try method(SignatureName.signatureMethod, Algorithm.rsaSHA256)
        try writer.start(SignatureName.reference)
        try writer.attribute("URI", "#\(id)")
        try writer.start(SignatureName.transforms)
        try method(SignatureName.transform, Algorithm.envelopedSignature)
        try method(SignatureName.transform, Algorithm.exclusiveCanonicalisation)
        try writer.end()
        try method(SignatureName.digestMethod, Algorithm.sha256)
        try writer.element(SignatureName.digestValue, text: digestValue)
        try writer.end()
        try writer.end()
    }

    private mutating func method(_ name: XMLName, _ algorithm: String) throws(XMLError) {
        try writer.start(name)
        try writer.attribute("Algorithm", algorithm)
        try writer.end()
    }
}
