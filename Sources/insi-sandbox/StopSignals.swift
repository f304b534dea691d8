import SandboxKit
import UnixSignals

/// SIGTERM, SIGINT and SIGHUP as an end that can be awaited.
struct StopSignals: Sendable {
    private let stream: AsyncStream<Void>
    private let watch: Task<Void, Never>

    /// Takes the signals over at once, so that one during the start is not lost.
    init() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        self.stream = stream
        watch = Task {
            for await _ in signals { continuation.finish() }
        }
    }

    /// Returns once a signal came.
    func wait() async {
        for await _ in stream {}
    }

    /// Runs `body`, or throws when a signal comes first.
    func unlessStopped(_ body: @escaping @Sendable () async throws(SandboxError) -> Void) async throws(SandboxError) {
        let result = await withTaskGroup(of: Result<Void, SandboxError>.self) { group in
            group.addTask {
                do throws(SandboxError) {
                    return .success(try await body())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await self.wait()
                return .failure(SandboxError("arrêt", "un signal a été reçu"))
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? .success(())
        }
        try result.get()
    }
}
