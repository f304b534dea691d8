public import Cryptography
import XML

/// Verifies a professional's assertion: structure, signature, digest and, with a trust store, the certificate.
public struct AssertionVerifier: Sendable {
    private let trust: TrustStore?
    private let time: Int64?

    /// Without `trust` the certificate is taken as it is and only its key counts. With it, its chain must hold at
    /// `time`, seconds since 1970 UTC, or at the assertion's own instant when that is nil.
    public init(trust: TrustStore?, at time: Int64?) {
        self.trust = trust
        self.time = time
    }

    /// Verifies a document that is an assertion, or a SOAP envelope that carries one in its Security header. Exactly
    /// the structure and algorithms of insi.md 3.1 and 3.4 are accepted, with any prefix, either base64 layout and
    /// `xsi:type` on an AttributeValue. What is returned was read from the octets that were digested. A document that
    /// is an assertion must also be spelled without superfluous white space inside and around its tags.
    public func verify(_ octets: [UInt8]) throws(SAMLError) -> VerifiedAssertion {
        let document = try Self.open(octets)
        let assertion = try AssertionLocator.assertion(in: document.root)
        if assertion.name == document.root.name { try SignedForm.check(octets) }
        let parts = try assertion.exactChildren([
            AssertionName.issuer, SignatureName.signature, AssertionName.subject, AssertionName.attributeStatement,
        ])
        let signature = try SignatureReader(parts[1])
        let signedInfo = try Self.canonicalForm(of: signature.signedInfo, in: document)
        let digest = try SignatureReader.statedDigest(in: signedInfo, id: Self.identifier(of: assertion, in: document))
        let certificate = try signature.certificate()
        guard certificate.publicKey.verify(signature: signature.value, sha256: Digest.sha256(signedInfo))
        else { throw .signatureInvalid }
        let digested = try Self.canonicalForm(of: assertion, omitting: parts[1], in: document)
        guard Digest.sha256(digested) == digest else { throw .digestMismatch }
        let content = try ContentReader.read(digested)
        try checkTrust(certificate, issueInstant: content.issueInstant)
        return VerifiedAssertion(content: content, certificate: certificate)
    }

    private static func open(_ octets: [UInt8]) throws(SAMLError) -> XMLDocument {
        do throws(XMLError) {
            return try XMLDocument(octets)
        } catch {
            throw .xml(error)
        }
    }

    /// The assertion's own ID, which no other element of the document may carry.
    private static func identifier(
        of assertion: XMLElement, in document: borrowing XMLDocument
    ) throws(SAMLError) -> String {
        guard let id = assertion[attribute: "ID"], AssertionLocator.count(ofIdentifier: id, in: document.root) == 1
        else { throw .malformed(what: "ID") }
        return id
    }

    private static func canonicalForm(
        of element: XMLElement, omitting omitted: XMLElement? = nil, in document: borrowing XMLDocument
    ) throws(SAMLError) -> [UInt8] {
        do throws(XMLError) {
            return try document.exclusiveCanonicalForm(of: element, omitting: omitted)
        } catch {
            throw .xml(error)
        }
    }

    private func checkTrust(_ certificate: Certificate, issueInstant: String) throws(SAMLError) {
        guard let trust else { return }
        guard certificate.keyUsage.contains(.nonRepudiation) else { throw .certificateNotForSigning }
        guard let instant = time ?? IssueInstant.seconds(issueInstant) else { throw .malformed(what: "IssueInstant") }
        try crypto { () throws(CryptoError) in try trust.verify(certificate, at: instant) }
    }
}
