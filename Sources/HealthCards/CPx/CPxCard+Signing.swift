import Cryptography
public import SmartCard

extension CPxCard {
    /// RSASSA-PKCS1-v1_5 with SHA-256 over a message of at least one byte, as long as the key's modulus (cpx.md 5.2, 5.4).
    ///
    /// Three commands plus GET RESPONSE; the PIN must have been verified since the last reset, otherwise the card refuses:
    /// `card(unexpectedStatus(6982, …))`. When a CPS3 refuses a digest made outside, which older ones might, it is given
    /// the last block of the message instead.
    public func sign(
        _ message: [UInt8], _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> [UInt8] {
        let signature = try HealthCardError.wrapping { () throws(CardError) in
            try dialect.enter(channel)
            do throws(CardError) {
                return try signDigest(Digest.sha256(message), channel)
            } catch {
                guard dialect.digestsLastBlock, case .unexpectedStatus(let status, _) = error,
                    Self.asksForLastBlock(status), !message.isEmpty
                else { throw error }
                return try signLastBlock(SHA256Continuation(message), channel)
            }
        }
        guard signature.count == holder.certificate.publicKey.bits / 8 else { throw .unreadable(field: "signature") }
        return signature
    }

    /// The statuses after which variant B is tried (an inference, cpx.md 5.2).
    private static func asksForLastBlock(_ status: StatusWord) -> Bool {
        [.wrongData, .conditionsNotSatisfied, .wrongLength].contains(status)
    }

    /// Variant A: the digest is computed here.
    private func signDigest(
        _ digest: [UInt8], _ channel: borrowing any CardChannel & ~Copyable
    ) throws(CardError) -> [UInt8] {
        try channel.require(dialect.useSignatureKey(signatureKey), "MSE SET signature")
        return try channel.require(computeSignature(digest), "PSO COMPUTE DIGITAL SIGNATURE")
    }

    /// Variant B: the card digests the last block.
    private func signLastBlock(
        _ continuation: SHA256Continuation, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(CardError) -> [UInt8] {
        let hash: [UInt8] = [0x80, 0x01, CPxFacts.hashAlgorithm]
        try channel.require(dialect.command(0x22, 0x41AA, data: hash), "MSE SET hash")
        try channel.require(dialect.command(0x2A, 0x90A0, data: continuation.template), "PSO HASH")
        try channel.require(dialect.useSignatureKey(signatureKey), "MSE SET signature")
        return try channel.require(computeSignature([]), "PSO COMPUTE DIGITAL SIGNATURE")
    }

    private func computeSignature(_ digest: [UInt8]) -> CommandAPDU {
        dialect.command(0x2A, 0x9E9A, data: digest, expected: 256)
    }
}
