public import Cryptography
import XML

/// An assertion that waits for the card's signature (insi.md 3.4, cpx.md 8.1).
public struct AssertionDraft: Sendable {
    /// The canonical octets of SignedInfo: what the card signs with SHA-256 and PKCS#1 v1.5.
    public let signedInfo: [UInt8]
    private let content: AssertionContent
    private let certificate: Certificate
    private let digestValue: String

    /// Writes the assertion, digests its canonical form and prepares SignedInfo. `certificate` is the card's signature
    /// certificate. Throws `SAMLError.certificateNotForSigning` or `.certificateExpired` for the wrong certificate and
    /// `.malformed` or `.xml` for content that cannot be an assertion.
    public init(content: AssertionContent, certificate: Certificate) throws(SAMLError) {
        guard certificate.keyUsage.contains(.nonRepudiation) else { throw .certificateNotForSigning }
        guard let instant = IssueInstant.seconds(content.issueInstant) else { throw .malformed(what: "IssueInstant") }
        guard certificate.isValid(at: instant) else { throw .certificateExpired }
        let digested = try Self.canonicalForm(of: content)
        guard try ContentReader.read(digested) == content else { throw .malformed(what: "Assertion") }
        digestValue = Base64.encode(Digest.sha256(digested))
        signedInfo = try Self.signedInfo(
            of: content, AssertionWriter.Signature(digestValue: digestValue, certificate: certificate))
        self.content = content
        self.certificate = certificate
    }

    /// SHA-256 of `signedInfo`, 32 bytes: what a card takes that hashes no more.
    public var signedInfoDigest: [UInt8] { Digest.sha256(signedInfo) }

    /// The signed assertion. `signature` is as long as the key's modulus. Throws `SAMLError.signingFailed` when it was
    /// not made by the certificate's key over `signedInfo`, so that a bad signature never leaves the machine.
    public func completed(signature: [UInt8]) throws(SAMLError) -> SignedAssertion {
        guard certificate.publicKey.verify(signature: signature, sha256: signedInfoDigest) else { throw .signingFailed }
        let parts = AssertionWriter.Signature(digestValue: digestValue, value: signature, certificate: certificate)
        let octets = try xml { () throws(XMLError) in try AssertionWriter.octets(content, signature: parts) }
        _ = try AssertionVerifier(trust: nil, at: nil).verify(octets)
        return SignedAssertion(id: content.id, issueInstant: content.issueInstant, octets: octets)
    }

    private static func canonicalForm(of content: AssertionContent) throws(SAMLError) -> [UInt8] {
        try xml { () throws(XMLError) in
            let document = try XMLDocument(AssertionWriter.octets(content, signature: nil))
            return try document.exclusiveCanonicalForm(of: document.root)
        }
    }

    private static func signedInfo(
        of content: AssertionContent, _ signature: AssertionWriter.Signature
    ) throws(SAMLError) -> [UInt8] {
        try xml { () throws(XMLError) in
            let document = try XMLDocument(AssertionWriter.octets(content, signature: signature))
            let signedInfo = try document.root.required(SignatureName.signature).required(SignatureName.signedInfo)
            return try document.exclusiveCanonicalForm(of: signedInfo)
        }
    }
}
