public import SmartCard

/// A reader monitor that reports what the test tells it to.
public final class ScriptedMonitor: ReaderMonitoring {
    private let stream: AsyncStream<ReaderEvent>
    private let continuation: AsyncStream<ReaderEvent>.Continuation

    /// A monitor that has nothing to say yet.
    public init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    /// The one stream.
    public func events() -> AsyncStream<ReaderEvent> { stream }

    /// Reports an event.
    public func report(_ event: ReaderEvent) {
        continuation.yield(event)
    }

    /// Ends the stream.
    public func finish() {
        continuation.finish()
    }
}
