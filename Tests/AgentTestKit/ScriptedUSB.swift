public import SmartCard
import Synchronization

/// The card readers on USB, as the test plugs them.
public final class ScriptedUSB: USBReaderWatching {
    private let plugged: Mutex<[USBReader]>
    private let stream: AsyncStream<[USBReader]>
    private let continuation: AsyncStream<[USBReader]>.Continuation

    /// These readers at first.
    public init(_ readers: [USBReader] = []) {
        plugged = Mutex(readers)
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        continuation.yield(readers)
    }

    /// Changes what is plugged.
    public func plug(_ readers: [USBReader]) {
        plugged.withLock { $0 = readers }
        lookAgain()
    }

    /// See `USBReaderWatching`.
    public func readers() -> AsyncStream<[USBReader]> { stream }

    /// See `USBReaderWatching`.
    public func lookAgain() {
        // Under the lock, so that looks are told in their order.
        plugged.withLock { _ = continuation.yield($0) }
    }
}
