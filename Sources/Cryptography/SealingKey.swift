/// A key for bytes kept outside of the process: AES-256-GCM (NIST SP 800-38D).
///
/// Sealed bytes are version (1 byte, 1), nonce (12 bytes), cipher text (as long as the plain text), tag (16 bytes). The
/// nonce is random: one key seals at most 2^32 messages.
public struct SealingKey: Sendable, CustomStringConvertible {
    private static let version: UInt8 = 1
    private static let nonceCount = 12

    /// The 32 bytes of the key: a secret, to be stored where only the agent reads.
    public let bytes: [UInt8]

    /// A key from its 32 bytes; nil for any other count.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A new key. Throws `CryptoError.openSSL` when the generator has no entropy.
    public static func random() throws(CryptoError) -> SealingKey {
        SealingKey(unchecked: try SecureRandom.bytes(32))
    }

    /// Never the key.
    public var description: String { "SealingKey" }

    /// Encrypts and authenticates. Only who knows the same `context`, which is not secret, opens it again.
    public func seal(_ plaintext: [UInt8], context: String) throws(CryptoError) -> [UInt8] {
        let nonce = try SecureRandom.bytes(Self.nonceCount)
        let cipher = try GCMCipher.start(key: bytes, nonce: nonce, context: context, isSealing: true)
        let text = try cipher.update(plaintext)
        return [Self.version] + nonce + text + (try cipher.finish())
    }

    /// The plain text. Throws `CryptoError.sealBroken` for anything that `seal` did not give with this key and context.
    public func open(_ sealed: [UInt8], context: String) throws(CryptoError) -> [UInt8] {
        let rest = sealed.dropFirst(1 + Self.nonceCount)
        guard sealed.first == Self.version, rest.count >= GCMCipher.tagCount else { throw .sealBroken }
        let nonce = Array(sealed.dropFirst().prefix(Self.nonceCount))
        let cipher = try GCMCipher.start(key: bytes, nonce: nonce, context: context, isSealing: false)
        let plaintext = try cipher.update(Array(rest.dropLast(GCMCipher.tagCount)))
        guard cipher.finish(tag: Array(rest.suffix(GCMCipher.tagCount))) else { throw .sealBroken }
        return plaintext
    }
}
