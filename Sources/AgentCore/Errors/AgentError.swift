/// The only error that HTTP and the command line see: a stable code, French sentences for the person at the desk, and who
/// can mend it (house.md 5, endpoint.md 5). It never holds identity data, a PIN or card bytes.
public struct AgentError: Error, Equatable, Sendable, Codable {
    /// Stable code in English, e.g. `card.removed`, `insi.fault.desir_550`.
    public let code: String
    /// What could not be done, in French.
    public let title: String
    /// Why, in French.
    public let detail: String
    /// What the person at the desk can do, in French.
    public let action: String
    /// Who or what can mend it.
    public let retry: Retry
    /// The HTTP status that carries it.
    public let status: Int
    /// What the service itself said, when it refused.
    public let service: ServiceFault?
    /// The rule that forbids it, as its source names it, in French.
    public let rule: String?
    /// The search that it ended, when it has a number of its own.
    public private(set) var requestId: String?
    /// The tries that are left, where tries are counted.
    public internal(set) var triesLeft: Int?
    /// Whether a call that ended so may be made again by itself (see `INSiError.mayBeAskedAgain`).
    var mayBeAskedAgain = false
    /// Whether it is certain that no call reached the service: something on the way to it is wrong.
    var neverReached = false
    /// The chain of causes for logs: codes and step names only.
    public let underlying: String?

    /// When trying again makes sense.
    public enum Retry: String, Equatable, Sendable, Codable {
        /// The same call cannot succeed.
        case never
        /// At once.
        case now
        /// After a pause.
        case later
        /// After somebody did what `action` says.
        case afterUserAction
    }

    /// The service's own words, kept for its support (insi.md 5.4).
    public struct ServiceFault: Equatable, Sendable, Codable {
        /// e.g. `desir_550`.
        public let code: String?
        /// e.g. `erreur`.
        public let severity: String?
        /// The identifier of our message, echoed or ours.
        public let messageID: String?
        /// The service's sentence for the user.
        public let reason: String?

        /// A fault from its parts.
        public init(code: String?, severity: String?, messageID: String?, reason: String?) {
            self.code = code
            self.severity = severity
            self.messageID = messageID
            self.reason = reason
        }
    }

    /// The error of a catalogue entry, with the cause for logs and, for a refusal, the service's words.
    public init(_ problem: Problem, underlying: String? = nil, detail: String? = nil, rule: String? = nil) {
        code = problem.rawValue
        let text = problem.text
        title = text.title
        self.detail = detail ?? text.detail
        action = text.action
        retry = text.retry
        status = text.status
        service = nil
        self.rule = rule ?? problem.rule
        self.underlying = underlying
    }

    /// A call that was given up before anything left.
    static var abandonedBeforeCall: AgentError {
        var error = AgentError(
            .callAbandoned, detail: "La carte a été retirée ou l'agent s'arrête ; rien n'a été envoyé.")
        error.mayBeAskedAgain = true
        return error
    }

    /// The same error, of that search.
    func of(requestId: String) -> AgentError {
        var error = self
        error.requestId = requestId
        return error
    }

    /// An error whose code and texts are not in the catalogue: the service's faults.
    init(code: String, text: ProblemText, service: ServiceFault, underlying: String?) {
        self.code = code
        title = text.title
        detail = text.detail
        action = text.action
        retry = text.retry
        status = text.status
        self.service = service
        rule = nil
        self.underlying = underlying
    }
}
