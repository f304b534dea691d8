import Dispatch
import Synchronization

/// Calls that block, on a thread that Swift tasks do not share.
enum Blocking {
    static func run<R: Sendable>(_ body: @escaping @Sendable () -> R) async -> R {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: body()) }
        }
    }

    /// Calls that did not come back in time and still run.
    private static let stuck = Mutex<Set<String>>([])

    /// What the call gave, nil when it does not come back in time; its thread is then left alone. As long as it is, a call of the
    /// same name is not made again and gives nil at once: a service that hangs costs one thread, however often it is asked.
    static func run<R: Sendable>(
        _ name: String, within time: Duration, _ body: @escaping @Sendable () -> R
    ) async -> R? {
        guard stuck.withLock({ $0.insert(name).inserted }) else { return nil }
        return await withCheckedContinuation { continuation in
            let waiting = Waiting(continuation)
            // Queues of their own, since the global one makes threads wait for each other.
            DispatchQueue(label: name).async {
                let result = body()
                stuck.withLock { _ = $0.remove(name) }
                waiting.end(result)
            }
            let nanoseconds = time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
            DispatchQueue(label: name + ".deadline").asyncAfter(
                deadline: .now() + .nanoseconds(Int(nanoseconds))
            ) {
                waiting.end(nil)
            }
        }
    }

    /// Whoever ends first.
    private final class Waiting<R: Sendable>: Sendable {
        private let continuation: Mutex<CheckedContinuation<R?, Never>?>

        init(_ continuation: CheckedContinuation<R?, Never>) {
            self.continuation = Mutex(continuation)
        }

        func end(_ result: R?) {
            let continuation = continuation.withLock { waiting in
                defer { waiting = nil }
                return waiting
            }
            continuation?.resume(returning: result)
        }
    }
}
