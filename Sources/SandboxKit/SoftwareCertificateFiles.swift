import CardSimulator
import Cryptography

/// The agent's software certificate as an administrator installs it.
struct SoftwareCertificateFiles {
    /// Path of `client.p12`.
    let container: String
    /// Path of the file that holds its passphrase, mode 0600.
    let passphrase: String
}

extension SoftwareCertificateFiles {
    /// Writes a new certificate for `INSI-AUTO` under a new passphrase.
    init(by authority: TestAuthority, in folder: SandboxFolder) throws(SandboxError) {
        let (certificate, secret) = try Self.make(by: authority)
        self.init(
            container: try folder.write(
                SoftwareContainer.bytes(of: certificate, passphrase: secret), to: "client.p12"),
            passphrase: try folder.write(secret, to: "client.pass"))
    }

    private static func make(
        by authority: TestAuthority
    ) throws(SandboxError) -> (SoftwareCertificate, passphrase: [UInt8]) {
        do throws(CryptoError) {
            return (try authority.softwareCertificate(), try SecureRandom.bytes(12).map { 0x61 + $0 % 26 })
        } catch {
            throw SandboxError("création du certificat logiciel", "\(error)")
        }
    }
}
