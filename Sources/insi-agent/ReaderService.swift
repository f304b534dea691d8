import AgentCore
import PCSC
import ServiceLifecycle

/// The readers as a service: the monitor stops at graceful shutdown, and the agent then forgets every card.
struct ReaderService: Service {
    let agent: Agent
    let monitor: ReaderMonitor

    func run() async throws {
        await withGracefulShutdownHandler {
            await agent.run()
        } onGracefulShutdown: {
            monitor.stop()
        }
    }
}
