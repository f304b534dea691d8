import AgentCore
import Cryptography
import FoundationEssentials
import Glibc
import HTTPS
import INSi

/// Looks at everything that a configuration depends on, in the order in which one would mend it. It decides nothing:
/// `CheckFinding` and `TestCall` do.
struct Examination {
    let configuration: Configuration
    let file: String
    let mayCallProduction: Bool

    private var secrets: SecretFile { .of(stateDirectory: configuration.stateDirectory) }

    /// Adds its findings one by one.
    func run(_ report: inout CheckReport) async {
        let client = AgentProbe(socket: configuration.socket)
        let agent = await client.state()
        report.add(.configuration(configuration, file: file))
        report.add(authentication(agent.document))
        report.add(.idam(configuration))
        report.add(trustAnchors)
        if configuration.authentication == .cpx { report.add(cardAuthorities) }
        report.add(.revocationLists(configuration.revocationLists, revocationLists))
        report.add(await dns)
        let probe = await probe()
        let now = Self.now
        report.add(proxy(probe))
        report.add(.tls(probe))
        report.add(.clock(probe, now: now))
        report.add(.agent(agent, for: configuration))
        report.add(await call(client, agent.document, report.findings))
    }

    private static var now: Int64 { Int64(time(nil)) }

    private func authentication(_ agent: SeenAgent?) -> CheckFinding {
        guard configuration.authentication == .softwareCertificate else {
            return .authentication(agent, at: Self.now, for: configuration)
        }
        return Self.finding(.authentication) { () throws(ConfigurationFault) in
            guard let store = try SoftwareCertificate(configuration, secrets).open() else {
                throw ConfigurationFault("\(file) : aucun certificat logiciel.")
            }
            return .authentication(
                ServiceCertificate(store.certificate), at: Self.now, in: configuration.environment)
        }
    }

    private var trustAnchors: CheckFinding {
        Self.finding(.trustAnchors) { () throws(ConfigurationFault) in
            let bytes = try NamedFiles.anchors(configuration.trustAnchors)
            guard let anchors = try? Certificate.list(bytes) else {
                throw ConfigurationFault("\(configuration.trustAnchors) : un de ses certificats est illisible.")
            }
            return .trustAnchors(anchors, at: Self.now, in: configuration.environment)
        }
    }

    private var cardAuthorities: CheckFinding {
        Self.finding(.cardAuthorities) { () throws(ConfigurationFault) in
            guard let path = configuration.cardAuthorities else { return .cardAuthorities(nil, at: Self.now) }
            return .cardAuthorities(try NamedFiles.cardAuthorities(path), at: Self.now)
        }
    }

    private var revocationLists: String? {
        configuration.revocationLists.flatMap { try? NamedFiles.revocationLists($0) }
    }

    /// The name that this machine must know: the proxy's, where there is one, else the service's.
    private var dns: CheckFinding {
        get async {
            let address = configuration.proxy ?? configuration.endpoint?.url
            guard let address, let host = URL(string: address)?.host() else {
                return CheckFinding(.dns, .warning, "non vérifié, aucun nom à chercher")
            }
            let whose = configuration.proxy == nil ? "service" : "mandataire"
            return CheckFinding.dns(host, of: whose, await NameLookup.look(host))
        }
    }

    /// Nil when the files do not make a connection.
    private func probe() async -> Result<HTTPResponse, HTTPSError>? {
        guard let connection = try? ServiceConnection(configuration, secrets) else { return nil }
        do throws(HTTPSError) {
            return .success(try await connection.client().probe(connection.endpoint.url))
        } catch {
            return .failure(error)
        }
    }

    private func proxy(_ probe: Result<HTTPResponse, HTTPSError>?) -> CheckFinding {
        Self.finding(.proxy) { () throws(ConfigurationFault) in
            .proxy(try ServiceConnection.proxy(configuration, secrets)?.url, probe)
        }
    }

    private func call(_ client: AgentProbe, _ agent: SeenAgent?, _ findings: [CheckFinding]) async -> CheckFinding {
        let call = TestCall(configuration, isAllowedInProduction: mayCallProduction)
        if let obstacle = call.obstacle(agent: agent, before: findings) { return obstacle }
        return call.finding(await client.search(TestCall.body, within: call.patience))
    }

    /// The finding, or the fault of a file on its way to it.
    private static func finding(
        _ check: CheckFinding.Check, _ body: () throws(ConfigurationFault) -> CheckFinding
    ) -> CheckFinding {
        do throws(ConfigurationFault) {
            return try body()
        } catch {
            return CheckFinding(
                check, .error, error.message,
                action: "Corrigez cette clé ou ce fichier, puis relancez la vérification.")
        }
    }
}
