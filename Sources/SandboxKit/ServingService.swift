import INSiSimulator
import Logging
import ServiceLifecycle

/// The simulated service while it serves, and its orderly end.
struct ServingService: Sendable {
    private let group: ServiceGroup
    private let task: Task<Void, any Error>

    init(_ service: INSiSimulator) {
        let group = ServiceGroup(
            services: [service], logger: Logger(label: "insi-simulator") { _ in SwiftLogNoOpLogHandler() })
        self.group = group
        task = Task { try await group.run() }
    }

    func stop() async {
        await group.triggerGracefulShutdown()
        _ = try? await task.value
    }
}
