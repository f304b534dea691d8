public import Cryptography

/// The keys of the audit trail, each for one use, all from the key that seals what is kept on disk.
public struct AuditKeys: Sendable {
    private let chain: [UInt8]
    private let person: [UInt8]
    private let images: SealingKey
    /// Tells one key from another; it tells nothing of either.
    let id: String

    /// The keys that follow from the agent's own.
    public init(_ key: SealingKey) {
        func derived(_ use: String) -> [UInt8] {
            Digest.hmacSHA256(Array("insi-agent audit \(use) 1".utf8), key: key.bytes)
        }
        (chain, person) = (derived("chain"), derived("person"))
        id = String(Hexadecimal.encode(derived("id")).prefix(16))
        // HMAC-SHA-256 gives the 32 bytes of a key.
        images = SealingKey(derived("image")) ?? key
    }

    /// What binds an entry to all before it (HMAC-SHA-256): without the key nobody makes another chain.
    func link(_ entry: [UInt8], after previous: String) -> String {
        Hexadecimal.encode(Digest.hmacSHA256(Array(previous.utf8) + [0x0A] + entry, key: chain))
    }

    func person(_ matricule: String) -> String {
        Hexadecimal.encode(Digest.hmacSHA256(Array(matricule.utf8), key: person))
    }

    func seal(_ image: [UInt8], of messageID: String) throws(CryptoError) -> String {
        Base64.encode(try images.seal(image, context: messageID))
    }

    func image(of entry: AuditEntry) -> [UInt8]? {
        guard let text = entry.image, let messageID = entry.messageID, let sealed = try? Base64.decodeStrict(text)
        else { return nil }
        return try? images.open(sealed, context: messageID)
    }
}
