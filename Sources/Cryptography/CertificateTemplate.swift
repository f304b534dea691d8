/// What a certificate to be issued shall say.
public struct CertificateTemplate: Sendable {
    /// A private extension, not critical.
    public struct PrivateExtension: Sendable {
        /// Dotted object identifier.
        public let oid: String
        /// DER that becomes the content of the OCTET STRING.
        public let content: [UInt8]

        /// An extension, such as the card type `1.2.250.1.71.1.2.2` with `02 01 00` (cpx.md 6.3).
        public init(oid: String, content: [UInt8]) {
            self.oid = oid
            self.content = content
        }
    }

    /// Relative names in DER order; a relative name with several attributes is DER-sorted when encoded (cpx.md 6.2).
    public var subject: [[DistinguishedName.Attribute]]
    /// Serial number.
    public var serialNumber: UInt64
    /// Start of validity, seconds since 1970 UTC.
    public var notBefore: Int64
    /// End of validity, seconds since 1970 UTC.
    public var notAfter: Int64
    /// True for an authority.
    public var isCertificateAuthority = false
    /// Critical key usage; no extension when empty.
    public var keyUsage: KeyUsage = []
    /// Dotted identifiers of extended key usages.
    public var extendedKeyUsage: [String] = []
    /// DNS names of a server.
    public var dnsNames: [String] = []
    /// IP addresses of a server in text form.
    public var ipAddresses: [String] = []
    /// Extensions copied as they are.
    public var privateExtensions: [PrivateExtension] = []

    /// A template for an end entity without any use; the other properties are set one by one.
    public init(
        subject: [[DistinguishedName.Attribute]], serialNumber: UInt64, notBefore: Int64, notAfter: Int64
    ) {
        self.subject = subject
        self.serialNumber = serialNumber
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}
