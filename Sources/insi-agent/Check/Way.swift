import AgentCore
import FoundationEssentials
import HTTPS
import INSi

/// The way to the service as one probe showed it, and the clock that it told.
struct Way: Sendable {
    /// Whether the name that this machine must know is known: the proxy's, where there is one, else the service's.
    let dns: CheckFinding
    /// Whether the proxy lets us through.
    let proxy: CheckFinding
    /// Whether the service was reached and believed.
    let tls: CheckFinding
    /// This machine's clock against the other end's.
    let clock: CheckFinding
    /// Whether it was looked at without our certificate or password, which only the agent has.
    let isBare: Bool

    /// What one probe came to.
    private struct Probe {
        /// Nil when the files do not make a connection.
        var result: Result<HTTPResponse, HTTPSError>?
        /// What a server that was not believed shows of itself.
        var stranger: ServerSight?
    }

    /// Looks; name and connection at once. `limit` bounds a probe where the configuration would wait longer; `isCallMade` says
    /// that a call follows.
    static func look(_ examination: Examination, limit: Duration? = nil, isCallMade: Bool) async -> Way {
        let configuration = examination.configuration
        async let dns = dns(configuration)
        // Files that hang, and a PKCS#12 file that takes its time to open, keep a thread of their own.
        let means = await Blocking.run("service files", within: .seconds(5)) {
            (examination.connection, examination.proxyObstacle)
        }
        let (connection, obstacle) = means ?? (nil, nil)
        let probe = await probe(connection?.way, limit)
        let isBare = connection?.isBare ?? false
        let proxy = CheckFinding.proxy(configuration.proxy, probe.result, isBare: isBare)
        return Way(
            dns: await dns, proxy: proxy.code == nil ? obstacle ?? proxy : proxy,
            tls: .tls(probe.result, stranger: probe.stranger, isBare: isBare, isCallMade: isCallMade),
            clock: .clock(probe.result, stranger: probe.stranger, Examination.clock), isBare: isBare)
    }

    private static func probe(_ connection: ServiceConnection?, _ limit: Duration?) async -> Probe {
        guard let connection else { return Probe() }
        let client = connection.client(limit: limit)
        do throws(HTTPSError) {
            return Probe(result: .success(try await client.probe(connection.endpoint.url)))
        } catch {
            let isStranger = error.certificateRefusal != nil
            return Probe(
                result: .failure(error), stranger: isStranger ? await client.look(at: connection.endpoint.url) : nil)
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
