/// Whether the readers were looked at since the agent started, for those who wait for it.
extension Agent {
    /// The flag, and a stream that ends when it is set.
    struct FirstLook {
        let stream: AsyncStream<Void>
        private let continuation: AsyncStream<Void>.Continuation
        private(set) var isDone = false

        init() {
            (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        }

        mutating func done() {
            isDone = true
            continuation.finish()
        }
    }

    /// Whether every reader was looked at once, or pcscd was found away.
    public var hasLooked: Bool { firstLook.isDone }

    /// The same, waited for. One caller waits.
    public func hasLooked(within time: Duration) async -> Bool {
        let stream = firstLook.stream
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in stream {} }
            group.addTask { try? await Task.sleep(for: time) }
            await group.next()
            group.cancelAll()
        }
        return hasLooked
    }
}
