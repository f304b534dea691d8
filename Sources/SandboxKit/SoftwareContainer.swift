import CardSimulator
import Cryptography

/// The PKCS#12 container of a software certificate (insi.md 1.5).
enum SoftwareContainer {
    /// Certificate, issuer and key under a passphrase.
    static func bytes(of certificate: SoftwareCertificate, passphrase: [UInt8]) throws(SandboxError) -> [UInt8] {
        do throws(CryptoError) {
            return try PKCS12Writer.encode(
                certificate: certificate.certificate, chain: [certificate.issuer].compactMap(\.self),
                key: certificate.key, passphrase: passphrase, legacy: false)
        } catch {
            throw SandboxError("création du certificat logiciel", "\(error)")
        }
    }
}
