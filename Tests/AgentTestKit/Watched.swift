import Dispatch
import Synchronization

/// A value that a test changes from one side and waits for from the other, with a deadline instead of a sleep.
public final class Watched<Value: Sendable>: Sendable {
    private struct Waiter {
        let isMet: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct Contents {
        var value: Value
        var next: UInt64 = 0
        var waiters: [UInt64: Waiter] = [:]
    }

    private let contents: Mutex<Contents>

    /// A value to begin with.
    public init(_ value: Value) {
        contents = Mutex(Contents(value: value))
    }

    /// The value now.
    public var value: Value { contents.withLock { $0.value } }

    /// Changes the value and wakes those who waited for what it has become.
    @discardableResult
    public func update<R: Sendable>(_ change: @Sendable (inout Value) -> R) -> R {
        let (result, met) = contents.withLock { contents -> (R, [Waiter]) in
            let result = change(&contents.value)
            let value = contents.value
            let met = contents.waiters.filter { $0.value.isMet(value) }
            for ticket in met.keys { contents.waiters[ticket] = nil }
            return (result, Array(met.values))
        }
        for waiter in met { waiter.continuation.resume(returning: true) }
        return result
    }

    /// Waits until the value is as wanted; false when the time is over first.
    public func wait(
        for seconds: Int = 300, until isMet: @escaping @Sendable (Value) -> Bool
    ) async -> Bool {
        await withCheckedContinuation { continuation in
            let ticket = contents.withLock { contents -> UInt64? in
                guard !isMet(contents.value) else { return nil }
                contents.next += 1
                contents.waiters[contents.next] = Waiter(isMet: isMet, continuation: continuation)
                return contents.next
            }
            guard let ticket else { return continuation.resume(returning: true) }
            DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { [weak self] in
                self?.contents.withLock { $0.waiters.removeValue(forKey: ticket) }?.continuation
                    .resume(returning: false)
            }
        }
    }
}
