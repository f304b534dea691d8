/// What a cryptographic step could not do. No text holds key, certificate or message content.
public enum CryptoError: Error, Equatable, Sendable {
    /// OpenSSL refused: its packed error code (0 when it left none) and the C function asked.
    case openSSL(code: UInt, function: String)
    /// Input that is not what it should be: the name of the thing.
    case malformed(what: String)
    /// The chain of a certificate does not hold: OpenSSL's text and its raw `X509_V_ERR_…` code.
    case certificateRefused(reason: String, code: Int32)
    /// A key that is not RSA.
    case unsupportedKey
    /// A file was not encrypted with that passphrase.
    case wrongPassphrase
    /// A file needs algorithms of OpenSSL's `legacy` provider, and its module is not installed.
    case legacyProviderMissing
    /// Sealed bytes that were altered or cut, or sealed with another key or for another context.
    case sealBroken
    /// The kernel locks no more memory for this process (`RLIMIT_MEMLOCK`): a secret has nowhere to be.
    case memoryNotLocked
}
