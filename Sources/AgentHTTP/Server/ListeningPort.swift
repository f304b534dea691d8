import Synchronization

/// The TCP port, once it is known.
final class ListeningPort: Sendable {
    private let port = Mutex<Int?>(nil)

    /// The port on which we listen, nil before.
    var value: Int? {
        get { port.withLock { $0 } }
        set { port.withLock { $0 = newValue } }
    }
}
