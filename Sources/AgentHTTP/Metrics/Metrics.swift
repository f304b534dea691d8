import AgentCore
import HTTPTypes
import Synchronization

/// What the endpoint counts since the agent started, for `GET /metrics`: numbers of requests, never of whom.
final class Metrics: Sendable {
    /// Requests that are told apart: as many as there are resources, methods and classes of status.
    struct RequestKind: Hashable {
        /// The pattern of the resource; `other` for a path that is none.
        let path: String
        /// A method that the resource has, `HEAD` or `OPTIONS`; `other` for the rest.
        let method: String
        /// `2xx` to `5xx`.
        let status: String
    }

    /// How somebody waits for the state.
    enum Wait {
        case stream, longPoll
    }

    /// What has been counted.
    struct Counts {
        var requests: [RequestKind: Int] = [:]
        /// Answers that were a problem, by its code.
        var refusals: [String: Int] = [:]
        /// Those who wait now.
        var waiting: [Wait: Int] = [:]
    }

    /// When the agent started.
    let start = ContinuousClock.now
    private let contents = Mutex(Counts())

    /// What has been counted so far.
    var counts: Counts { contents.withLock { $0 } }

    /// Counts a request that is answered with this status.
    func count(_ request: HTTPRequest.Method, _ path: String, status: Int) {
        let resource = Resource.find(path)
        let isKnown = request == .head || request == .options || resource?.rules[request] != nil
        let kind = RequestKind(
            path: resource?.path ?? "other", method: isKnown ? request.rawValue : "other", status: "\(status / 100)xx")
        contents.withLock { $0.requests[kind, default: 0] += 1 }
    }

    /// Counts a problem that is answered; a code that is none of ours counts as `other`.
    func countRefusal(_ code: String) {
        let known = Problem(rawValue: code) == nil ? "other" : code
        contents.withLock { $0.refusals[known, default: 0] += 1 }
    }

    /// Counts somebody who waits, as long as `body` runs.
    func whileOpen<R>(_ wait: Wait, _ body: () async throws -> R) async rethrows -> R {
        contents.withLock { $0.waiting[wait, default: 0] += 1 }
        defer { contents.withLock { $0.waiting[wait, default: 0] -= 1 } }
        return try await body()
    }
}
