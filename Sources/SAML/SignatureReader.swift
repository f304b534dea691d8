import Cryptography
import XML

/// The parts of a signature element that has exactly the shape of insi.md 3.4.
struct SignatureReader {
    let signedInfo: XMLElement
    let value: [UInt8]
    private let certificateText: XMLElement

    /// Takes a ds:Signature apart. Both base64 layouts are read: on one line or with line breaks.
    init(_ signature: XMLElement) throws(SAMLError) {
        _ = try signature.exactAttributes([])
        let parts = try signature.exactChildren([
            SignatureName.signedInfo, SignatureName.signatureValue, SignatureName.keyInfo,
        ])
        signedInfo = parts[0]
        value = try Self.octets(of: parts[1])
        certificateText = try parts[2].exactChild(SignatureName.x509Data).exactChild(SignatureName.x509Certificate)
    }

    /// The certificate, read when all cheaper checks have passed.
    func certificate() throws(SAMLError) -> Certificate {
        let der = try Self.octets(of: certificateText)
        return try crypto { () throws(CryptoError) in try Certificate(der: der) }
    }

    /// The digest that the canonical octets of a SignedInfo state for the assertion `id`, every other part of it being
    /// what insi.md 3.4 prescribes.
    static func statedDigest(in octets: [UInt8], id: String) throws(SAMLError) -> [UInt8] {
        let stated = try xml { () throws(XMLError) in try XMLReader.parse(octets) }
        guard let digestValue = stated.first(SignatureName.reference)?.first(SignatureName.digestValue) else {
            throw .malformed(what: "SignedInfo")
        }
        let expected = try xml { () throws(XMLError) in
            try XMLReader.parse(AssertionWriter.signedInfo(id: id, digestValue: digestValue.text))
        }
        guard stated == expected else { throw .malformed(what: "SignedInfo") }
        return try crypto { () throws(CryptoError) in try Base64.decodeStrict(digestValue.text) }
    }

    private static func octets(of element: XMLElement) throws(SAMLError) -> [UInt8] {
        _ = try element.exactAttributes([])
        let text = try element.exactText()
        return try crypto { () throws(CryptoError) in try Base64.decodeStrict(text) }
    }
}
