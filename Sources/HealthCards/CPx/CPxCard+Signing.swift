import Cryptography
public import SmartCard

extension CPxCard {
    /// RSASSA-PKCS1-v1_5 with SHA-256 over a message of at least one byte, as long as the key's modulus (cpx.md 5.2).
    ///
    /// Three commands plus GET RESPONSE; the PIN must have been verified since the last reset, otherwise the card refuses:
    /// `card(unexpectedStatus(6982, …))`. When the card refuses a digest made outside, which older ones might, it is given
    /// the last block of the message instead.
    public func sign(
        _ message: [UInt8], _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> [UInt8] {
        let signature = try HealthCardError.wrapping { () throws(CardError) in
            try channel.require(CPxFiles.selectApplication, "SELECT application")
            do throws(CardError) {
                return try signDigest(Digest.sha256(message), channel)
            } catch {
                guard case .unexpectedStatus(let status, _) = error, Self.asksForLastBlock(status), !message.isEmpty
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
        try channel.require(useSignatureKey, "MSE SET signature")
        return try channel.require(computeSignature(digest), "PSO COMPUTE DIGITAL SIGNATURE")
    }

    /// Variant B: the card digests the last block.
    private func signLastBlock(
        _ continuation: SHA256Continuation, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(CardError) -> [UInt8] {
        let hash: [UInt8] = [0x80, 0x01, CPxFacts.hashAlgorithm]
        try channel.require(CommandAPDU(0x00, 0x22, 0x41, 0xAA, data: hash), "MSE SET hash")
        try channel.require(CommandAPDU(0x00, 0x2A, 0x90, 0xA0, data: continuation.template), "PSO HASH")
        try channel.require(useSignatureKey, "MSE SET signature")
        return try channel.require(computeSignature([]), "PSO COMPUTE DIGITAL SIGNATURE")
    }

    private var useSignatureKey: CommandAPDU {
        let template: [UInt8] = [0x80, 0x01, CPxFacts.signatureAlgorithm, 0x84, 0x01, signatureKey]
        return CommandAPDU(0x00, 0x22, 0x41, 0xB6, data: template)
    }

    private func computeSignature(_ digest: [UInt8]) -> CommandAPDU {
        CommandAPDU(0x00, 0x2A, 0x9E, 0x9A, data: digest, expected: 256)
    }
}
