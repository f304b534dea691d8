import AgentCore
import ServiceLifecycle

/// Gives up the calls under way when the program is asked to end. Services end in reverse order: this one is the last of the list,
/// so that the server does not wait for a service that does not answer.
struct CallEnding: Service {
    let agent: Agent

    func run() async throws {
        try? await gracefulShutdown()
        await agent.endCalls()
    }
}
