import Dispatch
import SmartCard
import Synchronization

/// The events of a monitor but `surveyed`, one after the other, each waited for with a deadline.
final class EventLog: Sendable {
    private struct State {
        var events: [ReaderEvent?] = []
        var waiter: CheckedContinuation<ReaderEvent?, Never>?
        var count = 0
    }

    private let state = Mutex(State())

    init(_ stream: AsyncStream<ReaderEvent>) {
        Task {
            for await event in stream where event != .surveyed { receive(event) }
            receive(nil)
        }
    }

    /// The next event; nil at the end of the stream or after a minute.
    func next() async -> ReaderEvent? {
        await withCheckedContinuation { continuation in
            let (ready, number) = state.withLock { state -> (ReaderEvent??, Int) in
                if !state.events.isEmpty { return (state.events.removeFirst(), 0) }
                state.waiter = continuation
                state.count += 1
                return (nil, state.count)
            }
            if let ready { return continuation.resume(returning: ready) }
            DispatchQueue.global().asyncAfter(deadline: .now() + 60) { self.expire(number) }
        }
    }

    /// The next events, as many as asked for.
    func next(_ count: Int) async -> [ReaderEvent?] {
        var events: [ReaderEvent?] = []
        for _ in 0..<count { events.append(await next()) }
        return events
    }

    /// The next insertion, whatever comes before.
    func insertion() async -> CardInsertion? {
        while let event = await next() {
            if case .cardInserted(let card) = event { return card }
        }
        return nil
    }

    private func receive(_ event: ReaderEvent?) {
        let waiter = state.withLock { state -> CheckedContinuation<ReaderEvent?, Never>? in
            if state.waiter == nil { state.events.append(event) }
            return state.waiter.take()
        }
        waiter?.resume(returning: event)
    }

    private func expire(_ number: Int) {
        let waiter = state.withLock { state in state.count == number ? state.waiter.take() : nil }
        waiter?.resume(returning: nil)
    }
}
