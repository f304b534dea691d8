import AgentCore
import ServiceLifecycle
import Synchronization

/// Tells the service manager how the agent is: ready once it listens and has looked at the readers, its status at each real
/// change, and that it stops. Services end in reverse order: this one is the last of the list, so that the manager hears first.
struct ServiceReport: Service {
    let agent: Agent
    let manager: ServiceManager
    /// Ends when the agent listens.
    let listening: AsyncStream<Void>
    /// Its own place among those who follow the state, taken before any program can take the last one.
    private let follower: StateFollower
    /// A pcscd that takes connections and says nothing does not keep a desk from its agent for longer.
    private static let patience = Duration.seconds(5)

    private static let settling = Duration.milliseconds(200)

    /// Made before the agent listens: later it throws `request.tooManyWaiting` where programs hold every place.
    init(agent: Agent, manager: ServiceManager, listening: AsyncStream<Void>) throws(AgentError) {
        (self.agent, self.manager, self.listening) = (agent, manager, listening)
        follower = try agent.store.follow(fromDesk: true)
    }

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown { await tell() }
        } onGracefulShutdown: { [manager] in
            manager.say(.stopping)
        }
    }

    private func tell() async {
        for await _ in listening { break }
        var hasLooked = await agent.hasLooked(within: Self.patience)
        guard !Task.isCancelled else { return }
        var known = agent.store.current
        var told = line(known.state, hasLooked)
        manager.say(.ready(status: told))
        while await follower.next(after: known.revision, for: .seconds(3600)) != nil {
            // A pcscd that goes takes one reader after the other with it: the end of it is told.
            try? await Task.sleep(for: Self.settling)
            known = agent.store.current
            hasLooked = await agent.hasLooked
            let line = line(known.state, hasLooked)
            if line != told { manager.say(.status(line)) }
            told = line
        }
    }

    private func line(_ state: AgentState, _ hasLooked: Bool) -> String {
        ServiceStatus.line(state, hasLooked: hasLooked, environment: agent.configuration.environment)
    }
}
