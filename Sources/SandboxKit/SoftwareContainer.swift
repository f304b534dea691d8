import CardSimulator

/// The PKCS#12 container of a software certificate (insi.md 1.5).
enum SoftwareContainer {
    /// Certificate, issuer and key under a passphrase. Throws as long as nothing here can write such a container.
    static func bytes(of certificate: SoftwareCertificate, passphrase: [UInt8]) throws(SandboxError) -> [UInt8] {
        throw SandboxError("création du certificat logiciel", "l'écriture PKCS#12 manque")
    }
}
