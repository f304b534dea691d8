import Dispatch
import Glibc
import Synchronization

/// A thread that starts child processes and lives as long as they may.
///
/// The kernel ends a child that asked for it (`PR_SET_PDEATHSIG`) when the *thread* that started it ends; threads of the
/// cooperative pool and of Dispatch end at any time, so children are started here.
public final class Spawner: Sendable {
    private struct Job: Sendable {
        let run: @Sendable () -> Void
    }

    private final class Queue: Sendable {
        let jobs = Mutex<[Job?]>([])
        let ready = DispatchSemaphore(value: 0)
    }

    private let queue = Queue()

    /// Starts the thread.
    public init() throws(SandboxError) {
        var thread = pthread_t()
        let box = unsafe Unmanaged.passRetained(queue)
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let queue = unsafe Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue()
                while true {
                    queue.ready.wait()
                    guard let job = queue.jobs.withLock({ $0.removeFirst() }) else { return nil }
                    job.run()
                }
            }, unsafe box.toOpaque())
        guard code == 0 else {
            unsafe box.release()
            throw SandboxError("démarrage", "impossible de créer un fil d'exécution (erreur \(code))")
        }
        pthread_detach(thread)
    }

    deinit {
        queue.jobs.withLock { $0.append(nil) }
        queue.ready.signal()
    }

    /// Runs `body` on the thread and waits for it; it blocks the caller for the time of a `posix_spawn`.
    func run<R: Sendable>(_ body: @escaping @Sendable () -> R) -> R? {
        let slot = Slot<R>()
        let done = DispatchSemaphore(value: 0)
        queue.jobs.withLock {
            $0.append(
                Job {
                    slot.value.withLock { $0 = body() }
                    done.signal()
                })
        }
        queue.ready.signal()
        done.wait()
        return slot.value.withLock { $0 }
    }

    private final class Slot<R: Sendable>: Sendable {
        let value = Mutex<R?>(nil)
    }
}
