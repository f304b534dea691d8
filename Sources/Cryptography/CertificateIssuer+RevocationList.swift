extension CertificateIssuer {
    /// A signed list (RFC 5280 section 5, sha256WithRSA), in PEM, of certificates that `issuer`, whose `key` signs,
    /// revoked at `thisUpdate`; both instants in seconds since 1970 UTC.
    ///
    /// Serial numbers are spelled as `Certificate.serialNumber`; anything else throws `CryptoError.malformed`.
    public static func revocationList(
        of serialNumbers: [String], issuer: Certificate, key: RSAPrivateKey, thisUpdate: Int64, nextUpdate: Int64
    ) throws(CryptoError) -> String {
        let draft = try RevocationListDraft.start(
            issuer: X509Handle.decode(issuer.der), thisUpdate: thisUpdate, nextUpdate: nextUpdate)
        for serialNumber in serialNumbers { try draft.revoke(serialNumber, at: thisUpdate) }
        return try draft.signed(by: key)
    }
}
