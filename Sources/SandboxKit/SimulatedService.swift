import CardSimulator
import Cryptography
import FoundationEssentials
import INSiSimulator

/// Makes the INSi service of a sandbox.
enum SimulatedService {
    /// A service that believes this authority's cards and software certificates, set up as the options say, with
    /// the revocation list of its own certificate's authority.
    static func make(
        _ authority: TestAuthority, _ options: SandboxOptions
    ) throws(SandboxError) -> (service: INSiSimulator, revocationList: String) {
        if let folder = options.record {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw SandboxError("enregistrement", "le dossier \(folder) ne peut pas être créé")
            }
        }
        let server: TestAuthority.ServerIdentity
        do throws(CryptoError) {
            server = try authority.serverCertificate(
                names: ["localhost", "127.0.0.1", "::1"], flaw: options.serverFlaw)
        } catch {
            throw SandboxError("création du certificat du service INSi simulé", "\(error)")
        }
        var configuration = SimulatorConfiguration(
            certificatePEM: server.certificatePEM, keyPEM: server.keyPEM,
            trustedCAs: [
                authority.certificate, authority.productionCertificate, authority.organisationCertificate,
                authority.productionOrganisationCertificate,
            ],
            recordFolder: options.record)
        if let path = options.identities { configuration.persons = try .builtIn.adding(persons(path)) }
        return (INSiSimulator(configuration: configuration), server.revocationListPEM)
    }

    private static func persons(_ path: String) throws(SandboxError) -> PersonBase {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw SandboxError("identités", "\(path) ne peut pas être lu")
        }
        do throws(PersonBaseError) {
            return try PersonBase(json: Array(data))
        } catch {
            throw SandboxError("identités", "\(path) : \(error)")
        }
    }
}
