public import AgentCore
import HTTPS
public import INSi
public import SAML

/// The INSi service without a network: answers as told, remembers what it was asked, and can keep a caller waiting.
public final class ScriptedService: INSiCalling {
    /// One call as it came.
    public struct Call: Sendable {
        /// What was asked.
        public let request: INSiRequest
        /// What proved who asked.
        public let authentication: CallAuthentication
        /// By whom.
        public let context: CallContext
        /// Its number.
        public let messageID: String

        /// The search by Vitale card; nil for another operation.
        public var search: VitaleSearch? {
            if case .vitale(let search) = request { search } else { nil }
        }

        /// The search by traits; nil for another operation.
        public var traits: TraitsSearch? {
            if case .traits(let search) = request { search } else { nil }
        }

        /// The professional's assertion, when there was one.
        public var assertion: SignedAssertion? {
            if case .cpx(let assertion, _) = authentication { assertion } else { nil }
        }

        /// The Vitale assertion, when there was one.
        public var vitaleAssertion: VitaleAssertion? {
            if case .cpx(_, let vitale) = authentication { vitale } else { nil }
        }
    }

    /// The calls so far.
    public let calls = Watched<[Call]>([])
    private let answers = Watched<[Result<INSiAnswer, INSiError>]>([])
    private let isOpen = Watched(true)
    private let heedsCancellation = Watched(false)

    /// A service without an answer.
    public init() {}

    /// What the next calls get, one after the other; the last is given again and again.
    public func answer(_ results: Result<INSiAnswer, INSiError>...) {
        answers.update { $0 = results }
    }

    /// Keeps every caller waiting, cancelled or not, as a slow service does.
    public func hold() {
        isOpen.update { $0 = false }
    }

    /// Keeps the next caller waiting until it is cancelled, after the request has left.
    public func holdUntilCancelled() {
        heedsCancellation.update { $0 = true }
        hold()
    }

    /// Answers those who wait.
    public func release() {
        isOpen.update { $0 = true }
    }

    /// Waits until so many calls have come; false when they did not in time.
    public func isCalled(_ count: Int) async -> Bool {
        await calls.wait { $0.count >= count }
    }

    /// See `INSiCalling`.
    public func call(
        _ request: INSiRequest, by authentication: CallAuthentication, context: CallContext, messageID: String
    ) async throws(INSiError) -> INSiAnswer {
        calls.update {
            $0.append(
                Call(request: request, authentication: authentication, context: context, messageID: messageID))
        }
        await withTaskCancellationHandler {
            _ = await isOpen.wait { $0 }
        } onCancel: {
            if heedsCancellation.value { release() }
        }
        if heedsCancellation.value, Task.isCancelled { throw .transport(.cancelled(connected: true)) }
        let next = answers.update { $0.count > 1 ? $0.removeFirst() : $0.first }
        guard let next else { throw .unreadableAnswer(status: 0, what: "no answer in the script") }
        return try next.get()
    }
}
