public import Cryptography

/// Certificates of simulated servers.
extension TestAuthority {
    /// What can be wrong with a server's certificate, or with the list that speaks of it.
    public enum ServerFlaw: String, CaseIterable, Sendable {
        /// Expired yesterday.
        case expired
        /// Valid from tomorrow on.
        case notYetValid = "not-yet-valid"
        /// By an authority that nobody trusts.
        case foreignAuthority = "foreign-authority"
        /// For another name.
        case wrongName = "wrong-name"
        /// On the revocation list.
        case revoked
        /// The revocation list is past its end.
        case staleRevocationList = "stale-revocation-list"
    }

    /// A server's certificate, its key, and the revocation list of its authority.
    public struct ServerIdentity: Sendable {
        /// The certificate in PEM.
        public let certificatePEM: String
        /// The key in PEM.
        public let keyPEM: String
        /// The authority's list in PEM.
        public let revocationListPEM: String
    }

    /// A TLS server certificate with a new RSA 2048 key. `names` are host names and IP addresses in text form, at least
    /// one; an address is what consists of digits and dots, or holds a colon.
    public func serverCertificate(
        names: [String], flaw: ServerFlaw? = nil
    ) throws(CryptoError) -> ServerIdentity {
        let names = flaw == .wrongName ? ["autre-serveur.invalid"] : names
        let validity: Validity = flaw == .expired ? .expired : flaw == .notYetValid ? .notYet : .current
        let serverKey = try RSAPrivateKey.generate(bits: 2048)
        let subject = [[DistinguishedName.Attribute(oid: DistinguishedName.commonName, value: names.first ?? "")]]
        var template = try Self.template(subject, years: 1, validity)
        template.keyUsage = [.digitalSignature, .keyEncipherment]
        template.extendedKeyUsage = [ExtendedKeyUsage.serverAuthentication]
        template.ipAddresses = names.filter(Self.isAddress)
        template.dnsNames = names.filter { !Self.isAddress($0) }
        let issued =
            flaw == .foreignAuthority
            ? try Self.issueByStranger(template, for: serverKey.publicKey)
            : try issue(template, for: serverKey.publicKey, as: certificate)
        return ServerIdentity(
            certificatePEM: issued.pem, keyPEM: try serverKey.pem,
            revocationListPEM: try revocationList(
                of: flaw == .revoked ? [issued.serialNumber] : [], isStale: flaw == .staleRevocationList))
    }

    /// Signs a certificate as an authority of its own, gone afterwards.
    static func issueByStranger(
        _ template: CertificateTemplate, for publicKey: RSAPublicKey
    ) throws(CryptoError) -> Certificate {
        let key = try RSAPrivateKey.generate(bits: 2048)
        let stranger = try root("AC ETRANGERE INSI-AGENT SIMULATION", key)
        return try CertificateIssuer.issue(template, for: publicKey, by: stranger, key: key)
    }

    private static func isAddress(_ name: String) -> Bool {
        name.contains(":") || name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    }
}
