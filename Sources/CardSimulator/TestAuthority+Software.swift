public import Cryptography

/// A certificate of a calling software, with its key: a secret of nobody's.
public struct SoftwareCertificate: Sendable {
    /// The certificate.
    public let certificate: Certificate
    /// The authority that issued it; nil when it is a stranger.
    public let issuer: Certificate?
    /// The private key.
    public let key: RSAPrivateKey

    /// The certificate in PEM.
    public var certificatePEM: String { certificate.pem }
    /// The unencrypted key in PEM.
    public var keyPEM: String {
        get throws(CryptoError) { try key.pem }
    }
}

/// Software certificates of structures (insi.md 1.5).
extension TestAuthority {
    /// Under which name a software certificate is issued.
    public enum SoftwareIssuer: String, CaseIterable, Sendable {
        /// The name with TEST.
        case test
        /// The name without.
        case production
        /// An authority that nobody trusts.
        case stranger
    }

    /// An AUTH_CLI certificate with a new RSA 2048 key, valid for three years when it is. The service takes the common
    /// names `INSI-AUTO` and `INSI-MANU`; the organisational unit is the structure's identifier: `1` and a FINESS number,
    /// or `3` and a SIRET number.
    public func softwareCertificate(
        commonName: String = "INSI-AUTO", organisationalUnit: String = "10B0152872", validity: Validity = .current,
        issuer: SoftwareIssuer = .test
    ) throws(CryptoError) -> SoftwareCertificate {
        let subject: [[DistinguishedName.Attribute]] = [
            [.init(oid: DistinguishedName.country, value: "FR")],
            [.init(oid: DistinguishedName.state, value: "Rhône (69)")],
            [.init(oid: DistinguishedName.organisation, value: "CENTRE DE SANTE FICTIF")],
            [.init(oid: DistinguishedName.organisationalUnit, value: organisationalUnit)],
            [.init(oid: DistinguishedName.commonName, value: commonName)],
        ]
        var template = try Self.template(subject, years: 3, validity)
        template.keyUsage = .digitalSignature
        template.extendedKeyUsage = [ExtendedKeyUsage.clientAuthentication]
        let key = try RSAPrivateKey.generate(bits: 2048)
        let authority: Certificate? =
            switch issuer {
            case .test: organisationCertificate
            case .production: productionOrganisationCertificate
            case .stranger: nil
            }
        let certificate =
            if let authority {
                try issue(template, for: key.publicKey, as: authority)
            } else {
                try Self.issueByStranger(template, for: key.publicKey)
            }
        return SoftwareCertificate(certificate: certificate, issuer: authority, key: key)
    }
}
