import AgentCore
import FoundationEssentials
import HTTPS
import INSi

/// The way to the service as one probe showed it.
struct Way: Sendable {
    /// Whether the name that this machine must know is known: the proxy's, where there is one, else the service's.
    let dns: CheckFinding
    /// Nil when the files do not make a connection.
    let probe: Result<HTTPResponse, HTTPSError>?
    /// What a server that was not believed shows of itself.
    let stranger: ServerSight?

    /// Looks; name and connection at once. `limit` bounds a probe where the configuration would wait longer.
    static func look(_ examination: Examination, limit: Duration? = nil) async -> Way {
        let configuration = examination.configuration
        async let dns = dns(configuration)
        guard let connection = try? ServiceConnection(configuration, examination.secrets) else {
            return Way(dns: await dns, probe: nil, stranger: nil)
        }
        let client = connection.client(limit: limit)
        do throws(HTTPSError) {
            let answer = try await client.probe(connection.endpoint.url)
            return Way(dns: await dns, probe: .success(answer), stranger: nil)
        } catch {
            let isStranger = error.certificateRefusal != nil
            let stranger = isStranger ? await client.look(at: connection.endpoint.url) : nil
            return Way(dns: await dns, probe: .failure(error), stranger: stranger)
        }
    }

    private static func dns(_ configuration: Configuration) async -> CheckFinding {
        let address = configuration.proxy ?? configuration.endpoint?.url
        guard let address, let host = URL(string: address)?.host() else {
            return CheckFinding(.dns, .warning, "non vérifié, aucun nom à chercher")
        }
        let whose = configuration.proxy == nil ? "service" : "mandataire"
        return CheckFinding.dns(host, of: whose, await NameLookup.look(host))
    }
}
