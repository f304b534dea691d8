/// Tells when the machine wakes up from sleep.
public protocol WakeSignalling: Sendable {
    /// One element for each time that it woke up. Ends when its consumer leaves; once only.
    func wakes() -> AsyncStream<Void>
}
