/// Why the server's certificate is not believed.
public enum CertificateRefusal: Equatable, Sendable {
    /// It, or an authority above it, is past its end.
    case expired
    /// It, or an authority above it, is not valid yet: often the clock of this machine.
    case notYetValid
    /// It, or an authority above it, is on a revocation list.
    case revoked
    /// It is not for the host that was asked.
    case name
    /// No valid chain leads from it to a trust anchor.
    case foreign
    /// The file of revocation lists has none of one of the authorities.
    case revocationListMissing
    /// A revocation list is past its end, or not valid yet.
    case revocationListExpired
}
