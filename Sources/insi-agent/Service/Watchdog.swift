import AgentCore
import HTTPS
import ServiceLifecycle

/// Signs of life for the service manager, each after a proof: a request through our own Unix socket was answered, by the same
/// rows as everybody's, and the agent itself answered. An event loop or an agent that hangs gives none, and is restarted.
struct Watchdog: Service {
    let agent: Agent
    let manager: ServiceManager
    let interval: Duration

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if await isAlive() { manager.say(.alive) }
                try? await Task.sleep(for: interval)
            }
        }
    }

    private func isAlive() async -> Bool {
        let client = LocalClient(socketPath: agent.configuration.socket, timeout: interval)
        let answered = await Blocking.run {
            (try? client.request(method: "GET", path: "/healthz", headers: []))?.status == 200
        }
        guard answered else { return false }
        _ = await agent.hasLooked
        return true
    }
}
