import Dispatch
public import SmartCard
import Synchronization

/// Readers and cards as events, from a thread of its own that sleeps in `SCardGetStatusChange`.
///
/// It survives the service: when pcscd is not there it tries again every 250 ms to 1 s, and rebuilds everything.
public final class ReaderMonitor: ReaderMonitoring {
    private let queue = DispatchQueue(label: "reader-monitor")
    private let control = MonitorControl()
    private let output = Mutex<AsyncStream<ReaderEvent>.Continuation?>(nil)
    /// How long the thread may take to end before its stream ends without it: a pcscd that hangs does not let it go.
    private static let patience = DispatchTimeInterval.milliseconds(200)

    /// A monitor that has not started.
    public init() {}

    /// Starts the thread. The stream ends on `stop()`, or when its consumer leaves; a second stream is empty.
    public func events() -> AsyncStream<ReaderEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: ReaderEvent.self)
        guard control.start() else {
            continuation.finish()
            return stream
        }
        output.withLock { $0 = continuation }
        continuation.onTermination = { [control] _ in control.stop() }
        queue.async { [control] in
            Loop(control, continuation).run()
            control.ended()
            continuation.finish()
        }
        return stream
    }

    /// Ends the thread, within some 10 ms, and the stream. Does not wait for it.
    public func stop() {
        control.stop()
        let output = output.withLock { $0 }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { output?.finish() }
    }
}
