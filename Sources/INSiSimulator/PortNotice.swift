import Synchronization

/// Tells everybody who asks which port a listener has, as soon as it listens.
final class PortNotice: Sendable {
    private enum Listening {
        case notYet([CheckedContinuation<Int?, Never>])
        case on(port: Int?)
    }

    private let listening = Mutex(Listening.notYet([]))

    /// Tells the port; nil when the service ended without listening. Only the first time counts.
    func post(_ port: Int?) {
        let waiting = listening.withLock { listening -> [CheckedContinuation<Int?, Never>] in
            guard case .notYet(let waiting) = listening else { return [] }
            listening = .on(port: port)
            return waiting
        }
        waiting.forEach { $0.resume(returning: port) }
    }

    /// The port, as soon as it is known.
    func port() async -> Int? {
        await withCheckedContinuation { continuation in
            let known = listening.withLock { listening -> Int?? in
                switch listening {
                case .on(let port): return .some(port)
                case .notYet(let waiting):
                    listening = .notYet(waiting + [continuation])
                    return .none
                }
            }
            if let known { continuation.resume(returning: known) }
        }
    }
}
