import AgentCore
import ServiceLifecycle

/// Tells the agent when the machine wakes up from sleep.
struct SleepWatch: Service {
    let agent: Agent
    let signal: any WakeSignalling

    func run() async throws {
        await cancelWhenGracefulShutdown { await agent.follow(signal) }
    }
}
