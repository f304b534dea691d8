import SmartCard
import Synchronization

/// Something that its caller may have given up.
protocol Abandonable: Sendable {
    /// Why the caller got no result, or nil while one is still wanted.
    var failure: CardError? { get }

    /// Told before each command that leaves for the card.
    func commandLeaves()

    /// Answers the caller now, unless that was done already.
    func fail(_ error: CardError)
}

/// One call waiting for its result. The first answer wins, whoever gives it: the worker, the watchdog or a cancellation.
final class Errand<Value: Sendable>: Abandonable {
    typealias Answer = Result<Value, CardError>

    private enum State {
        case new
        case awaited(CheckedContinuation<Answer, Never>)
        case answered(Answer)
    }

    private let state = Mutex(State.new)
    private let commands: CommandCounter?

    /// A call whose commands are counted.
    init(commands: CommandCounter? = nil) {
        self.commands = commands
    }

    /// Suspends until the answer. Once only.
    func answer(starting work: () -> Void) async -> Answer {
        await withCheckedContinuation { continuation in
            let early = state.withLock { state -> Answer? in
                if case .answered(let answer) = state { return answer }
                state = .awaited(continuation)
                return nil
            }
            if let early { continuation.resume(returning: early) } else { work() }
        }
    }

    func finish(_ answer: Answer) {
        let waiting = state.withLock { state -> CheckedContinuation<Answer, Never>? in
            switch state {
            case .answered: return nil
            case .new:
                state = .answered(answer)
                return nil
            case .awaited(let continuation):
                state = .answered(answer)
                return continuation
            }
        }
        waiting?.resume(returning: answer)
    }

    func commandLeaves() {
        commands?.add()
    }

    func fail(_ error: CardError) {
        finish(.failure(error))
    }

    var failure: CardError? {
        state.withLock { state in
            if case .answered(.failure(let error)) = state { error } else { nil }
        }
    }
}
