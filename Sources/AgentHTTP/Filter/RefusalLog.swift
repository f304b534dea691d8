import AgentCore
import Logging
import Synchronization

/// Logs refusals so that nobody can flood the journal: of one code in one minute the first five, then the tenth, the hundredth and
/// so on, with how many there were.
final class RefusalLog: Sendable {
    private struct Count {
        let since: ContinuousClock.Instant
        var value = 0
    }

    private let log: Logger
    private let counts = Mutex<[String: Count]>([:])
    private static let window = Duration.seconds(60)
    private static let first = 5

    init(log: Logger) {
        self.log = log
    }

    /// A request was answered by this problem.
    func note(_ error: AgentError, at now: ContinuousClock.Instant = .now) {
        let count = counts.withLock { counts in
            var count = counts[error.code] ?? Count(since: now)
            if count.since.duration(to: now) >= Self.window { count = Count(since: now) }
            count.value += 1
            counts[error.code] = count
            return count.value
        }
        guard count <= Self.first || Self.isPowerOfTen(count) else { return }
        log.tell(Self.event(error), .code(error), .cause(error), .number(.count, count))
    }

    /// A code that a card refuses has the status of a caller without a right: who calls is told by the codes of requests.
    private static func event(_ error: AgentError) -> AgentEvent {
        switch error.status {
        case 401, 403, 421: error.code.hasPrefix("request.") ? .callerRefused : .requestRefused
        case 500: .requestFailed
        default: .requestRefused
        }
    }

    private static func isPowerOfTen(_ number: Int) -> Bool {
        number == 1 || number.isMultiple(of: 10) && isPowerOfTen(number / 10)
    }
}
