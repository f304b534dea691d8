import Cryptography
import NIOSSL

/// Accepts or refuses a client's certificate inside the TLS handshake, which fails when this does (insi.md 1.4, 1.5).
struct ClientVerification: Sendable {
    let trust: TrustStore
    /// Serial numbers in upper-case hexadecimal.
    let revoked: Set<String>

    /// Extension extendedKeyUsage, and the bytes of clientAuth in it (1.3.6.1.5.5.7.3.2).
    private static let extendedKeyUsage = "2.5.29.37"
    private static let clientAuthentication: [UInt8] = [0x06, 0x08, 0x2B, 6, 1, 5, 5, 7, 3, 2]

    /// Verifies the chain as the client sent it, its own certificate first, at `time`, seconds since 1970 UTC.
    func accepts(_ chain: [Certificate], at time: Int64) -> Bool {
        guard let leaf = chain.first, !revoked.contains(leaf.serialNumber), leaf.keyUsage.contains(.digitalSignature),
            let usages = leaf.extensionValue(Self.extendedKeyUsage),
            usages.indices.contains(where: { usages[$0...].starts(with: Self.clientAuthentication) })
        else { return false }
        do throws(CryptoError) {
            try trust.verify(leaf, intermediates: Array(chain.dropFirst()), at: time)
            return true
        } catch {
            return false
        }
    }

    /// The same for certificates of the TLS library. It takes the place of that library's own verification; a client
    /// without certificate never gets here.
    func result(for chain: [NIOSSLCertificate]) throws -> NIOSSLVerificationResult {
        let certificates = try chain.map { try Certificate(der: $0.toDERBytes()) }
        return accepts(certificates, at: DateTime.now()) ? .certificateVerified : .failed
    }
}
