import Synchronization

/// Carries one PIN into a closure that may be copied, and hands it over once.
public final class PINEntry: Sendable {
    private let pin: Mutex<PIN?>

    /// Takes the PIN over.
    public init(_ pin: consuming PIN) {
        self.pin = Mutex(pin)
    }

    /// The PIN the first time, nil afterwards: it cannot be presented twice.
    public func take() -> PIN? {
        pin.withLock { $0.take() }
    }
}
