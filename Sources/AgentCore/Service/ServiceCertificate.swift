public import Cryptography

/// The software certificate of the structure, as far as calls depend on it (insi.md 1.5).
public struct ServiceCertificate: Equatable, Sendable {
    /// The certificate.
    public let certificate: Certificate

    /// A certificate as found in the PKCS#12 file; whether it may be used is told by `obstacle`.
    public init(_ certificate: Certificate) {
        self.certificate = certificate
    }

    /// The only common names that the service lets in, spelled exactly.
    public static let commonNames = ["INSI-AUTO", "INSI-MANU"]

    /// Identifier of the structure, the `Emetteur` of both contexts: the OU of the subject; empty without one.
    public var organisationalUnit: String {
        certificate.subject.first(DistinguishedName.organisationalUnit) ?? ""
    }

    /// Whether a test authority issued it: the name of such an authority begins with `TEST` (insi.md 1.5).
    public var isTest: Bool {
        certificate.issuer.first(DistinguishedName.commonName)?.hasPrefix("TEST ") == true
    }

    /// Why no call can be made with it at a time in seconds since 1970; nil when one can.
    public func obstacle(at now: Int64, in environment: Configuration.Environment) -> Problem? {
        guard let name = certificate.subject.first(DistinguishedName.commonName), Self.commonNames.contains(name) else {
            return .certificateCommonName
        }
        guard !organisationalUnit.isEmpty else { return .certificateOrganisation }
        guard now >= certificate.notBefore else { return .certificateNotYetValid }
        guard now <= certificate.notAfter else { return .certificateExpired }
        return environment == .production && isTest ? .certificateTest : nil
    }
}
