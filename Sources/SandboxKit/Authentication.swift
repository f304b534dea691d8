import CardSimulator
import INSiSimulator

/// How the agent of a sandbox shows itself to the INSi service (insi.md 1.6); the words are those of its configuration.
public enum Authentication: String, CaseIterable, Sendable {
    /// With the professional's card.
    case cpx
    /// With a software certificate, over mutual TLS.
    case softwareCertificate

    /// The port of the service for this mode; nil when it does not listen.
    func port(of service: INSiSimulator) async -> Int? {
        switch self {
        case .cpx: await service.port
        case .softwareCertificate: await service.tlsmPort
        }
    }

    /// What the agent's configuration names in this mode, written into the folder.
    func files(
        by authority: TestAuthority, in folder: SandboxFolder
    ) throws(SandboxError) -> SoftwareCertificateFiles? {
        guard self == .softwareCertificate else { return nil }
        return try SoftwareCertificateFiles(by: authority, in: folder)
    }
}
