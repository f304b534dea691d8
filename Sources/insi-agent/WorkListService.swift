import AgentCore
import ServiceLifecycle

/// The work lists as a service: graceful shutdown ends the work between two calls, or drops the one under way.
struct WorkListService: Service {
    let workLists: WorkLists

    func run() async throws {
        await cancelWhenGracefulShutdown { await workLists.run() }
    }
}
