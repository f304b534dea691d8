import Cryptography
import NIOCore
import NIOSSL

/// The two modes of the service that are simulated, each with a listener of its own (insi.md 1.6).
enum Authentication: Sendable {
    /// CPx: no client certificate is asked for.
    case professionalCard
    /// Mutual TLS with a software certificate.
    case softwareCertificate

    /// Who is at the other end of a connection.
    func caller(on channel: any Channel) async throws -> Caller {
        guard case .softwareCertificate = self else { return .professional }
        guard let peer = try await channel.nioSSL_peerCertificate().get() else {
            throw NIOSSLError.noCertificateToValidate
        }
        return .software(ClientIdentity(try Certificate(der: peer.toDERBytes())))
    }
}
