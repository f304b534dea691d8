import COpenSSL

/// An X.509 certificate with an RSA key, as a value: everything is read when it is made.
public struct Certificate: Sendable, Equatable, Hashable {
    /// The certificate's exact DER octets; two certificates are equal when these are.
    public let der: [UInt8]
    /// Who holds the key; of a card: the professional (cpx.md 6.2).
    public let subject: DistinguishedName
    /// The authority that signed.
    public let issuer: DistinguishedName
    /// Serial number in upper-case hexadecimal.
    public let serialNumber: String
    /// Start of validity, seconds since 1970 UTC.
    public let notBefore: Int64
    /// End of validity, included, seconds since 1970 UTC.
    public let notAfter: Int64
    /// Permitted uses of the key; empty when the certificate states none.
    public let keyUsage: KeyUsage
    /// True when basicConstraints says CA.
    public let isCertificateAuthority: Bool
    /// The certified key.
    public let publicKey: RSAPublicKey
    private let extensions: [String: [UInt8]]

    /// Exactly one certificate in DER and no byte more. Throws `CryptoError.malformed` for anything else, and
    /// `CryptoError.unsupportedKey` when its key is not RSA.
    public init(der: [UInt8]) throws(CryptoError) {
        try self.init(X509Handle.decode(der))
    }

    /// The one certificate of a PEM text; text around it is allowed, a second certificate is not.
    public init(pem: String) throws(CryptoError) {
        let found = try unsafe OpenSSL.reading(pem) { bio in
            unsafe (PEM_read_bio_X509(bio, nil, nil, nil), PEM_read_bio_X509(bio, nil, nil, nil))
        }
        unsafe X509_free(found.1)
        guard let first = unsafe found.0 else { throw .malformed(what: "PEM") }
        let handle = unsafe X509Handle(owning: first)
        guard unsafe found.1 == nil else { throw .malformed(what: "PEM") }
        try self.init(handle)
    }

    init(_ handle: consuming X509Handle) throws(CryptoError) {
        der = try handle.der()
        subject = try handle.subject()
        issuer = try handle.issuer()
        serialNumber = try handle.serialNumber()
        notBefore = try handle.notBefore()
        notAfter = try handle.notAfter()
        keyUsage = handle.keyUsage()
        isCertificateAuthority = handle.isCertificateAuthority()
        publicKey = try handle.publicKey()
        extensions = try handle.extensions()
    }

    /// The certificate as PEM text with 64 characters per line.
    public var pem: String {
        let text = Array(Base64.encode(der).utf8)
        let lines = stride(from: 0, to: text.count, by: 64).map {
            String(decoding: text[$0..<min($0 + 64, text.count)], as: UTF8.self)
        }
        return (["-----BEGIN CERTIFICATE-----"] + lines + ["-----END CERTIFICATE-----", ""]).joined(separator: "\n")
    }

    /// SHA-256 of the DER, 32 bytes.
    public var fingerprint: [UInt8] { Digest.sha256(der) }

    /// The content of that extension's OCTET STRING, itself DER (cpx.md 6.3); nil without the extension.
    public func extensionValue(_ oid: String) -> [UInt8]? {
        extensions[oid]
    }

    /// True from `notBefore` to `notAfter`, both included; seconds since 1970 UTC.
    public func isValid(at time: Int64) -> Bool {
        notBefore <= time && time <= notAfter
    }

    /// Equal octets.
    public static func == (left: Certificate, right: Certificate) -> Bool {
        left.der == right.der
    }

    /// Hashes the octets.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(der)
    }
}
