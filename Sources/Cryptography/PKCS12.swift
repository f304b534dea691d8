/// The certificate, its chain and its private key of a PKCS#12 file (RFC 7292).
public struct PKCS12: Sendable {
    /// The certificate that belongs to the key.
    public let certificate: Certificate
    /// The other certificates, in the order of the file.
    public let chain: [Certificate]
    private let key: SecretMemory

    /// Opens a file with a passphrase in UTF-8, without newline; an empty one also opens a file that was given none.
    ///
    /// Files of any age are opened: the old algorithms (RC2-40) are known to this call only, never to the rest of the
    /// process. Takes as long as the file's key derivation asks, milliseconds as a rule. Throws `CryptoError`:
    /// `malformed("PKCS12")` for anything else than one PKCS#12 file, `wrongPassphrase`, `malformed("PKCS12 key")` and
    /// `malformed("PKCS12 certificate")` when there is no key, or no certificate of its own, `unsupportedKey` when one of
    /// the keys is not RSA, `legacyProviderMissing`, and `memoryNotLocked`.
    public init(_ bytes: [UInt8], passphrase: [UInt8]) throws(CryptoError) {
        try self.init(bytes, passphrase: passphrase, modules: nil)
    }

    init(_ bytes: [UInt8], passphrase: [UInt8], modules: String?) throws(CryptoError) {
        let context = try LegacyContext.make(modules: modules)
        (certificate, chain, key) = try context.run { () throws(CryptoError) in
            let content = try PKCS12Handle.decode(bytes).open(passphrase, hasLegacy: context.hasLegacy)
            return (try content.certificate(), try content.chain(), try content.key().secretPEM())
        }
    }

    /// Lends the private key as unencrypted PKCS#8 in PEM. It lives in memory that is never swapped nor dumped, and is
    /// wiped when the last copy of this value goes; `body` must leave no copy behind.
    public func withKeyPEM<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try key.withSpan(body)
    }
}
