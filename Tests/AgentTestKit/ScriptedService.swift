public import AgentCore
public import INSi
public import SAML

/// WS_INS1 without a network: answers as told, remembers what it was asked, and can keep a caller waiting.
public final class ScriptedService: VitaleSearching {
    /// One call as it came.
    public struct Call: Sendable {
        /// What was asked.
        public let search: VitaleSearch
        /// With which assertion.
        public let assertion: SignedAssertion
        /// The Vitale assertion, when there was one.
        public let vitaleAssertion: VitaleAssertion?
        /// By whom.
        public let context: CallContext
    }

    /// The calls so far.
    public let calls = Watched<[Call]>([])
    private let answers = Watched<[Result<INSiAnswer, INSiError>]>([])
    private let isOpen = Watched(true)

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

    /// Answers those who wait.
    public func release() {
        isOpen.update { $0 = true }
    }

    /// Waits until so many calls have come; false when they did not in time.
    public func isCalled(_ count: Int) async -> Bool {
        await calls.wait { $0.count >= count }
    }

    /// See `VitaleSearching`.
    public func searchByVitaleCard(
        _ search: VitaleSearch, assertion: SignedAssertion, vitaleAssertion: VitaleAssertion?, context: CallContext
    ) async throws(INSiError) -> INSiAnswer {
        calls.update {
            $0.append(Call(search: search, assertion: assertion, vitaleAssertion: vitaleAssertion, context: context))
        }
        _ = await isOpen.wait { $0 }
        let next = answers.update { $0.count > 1 ? $0.removeFirst() : $0.first }
        guard let next else { throw .unreadableAnswer(status: 0, what: "no answer in the script") }
        return try next.get()
    }
}
