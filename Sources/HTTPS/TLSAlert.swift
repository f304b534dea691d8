/// Why a server refuses the client's certificate, or its absence (RFC 8446 section 6.2).
public enum TLSAlert: Equatable, Sendable {
    /// It wants a certificate, and none was shown.
    case required
    /// It does not know the authority that issued the certificate.
    case unknownAuthority
    /// The certificate is past its end.
    case expired
    /// The certificate is revoked.
    case revoked
    /// Anything else against the certificate: OpenSSL's name of the alert, such as `bad certificate`.
    case bad(String)
}
