/// Issues X.509 v3 certificates (sha256WithRSA) for simulators and tests, with SKI and AKI.
public enum CertificateIssuer {
    /// A certificate signed with the key that it certifies: a root.
    public static func selfSigned(
        _ template: CertificateTemplate, key: RSAPrivateKey
    ) throws(CryptoError) -> Certificate {
        let draft = try X509Draft.start(template, publicKey: key.publicKey)
        try draft.complete(template, issuer: draft.handle)
        return try draft.signed(by: key)
    }

    /// A certificate for `publicKey`, signed by the authority `issuer` with its `key`.
    public static func issue(
        _ template: CertificateTemplate, for publicKey: RSAPublicKey, by issuer: Certificate, key: RSAPrivateKey
    ) throws(CryptoError) -> Certificate {
        let draft = try X509Draft.start(template, publicKey: publicKey)
        try draft.complete(template, issuer: X509Handle.decode(issuer.der))
        return try draft.signed(by: key)
    }
}
