import HealthCards
public import HealthIdentity
import INSi
import Journal
import SmartCard

/// What may be told of an event, by what it is. There is none for a person, a text of a request, a PIN or bytes of a card, and no
/// way to make one of any text: causes, which others word, are redacted (`LogPrivacy`).
public struct LogField: Equatable, Sendable {
    let name: String
    let value: String

    private init(_ name: String, _ value: String) {
        (self.name, self.value) = (name, value)
    }

    /// What a count counts.
    public enum Counted: String, Sendable {
        case count, port, seq, status, triesLeft
    }

    /// A number that is nobody's.
    public static func number(_ what: Counted, _ value: Int) -> LogField { .init(what.rawValue, "\(value)") }

    /// A stable code of a problem.
    public static func code(_ error: AgentError) -> LogField { .init("code", error.code) }

    /// A result code of PC/SC, in hexadecimal.
    public static func code(pcsc code: UInt32) -> LogField { .init("code", String(code, radix: 16)) }

    /// What led to a problem, redacted.
    public static func cause(_ error: AgentError) -> LogField {
        .init("cause", LogPrivacy.redacted(error.underlying ?? ""))
    }

    /// An error of a lower floor, redacted.
    public static func cause(_ error: some Error) -> LogField { .init("cause", LogPrivacy.redacted("\(error)")) }

    /// The error that ends the agent.
    public static func failure(_ error: any Error) -> [LogField] {
        guard let error = error as? AgentError else { return [cause(error)] }
        return [code(error), cause(error)]
    }

    /// What became of something: a code of ours or of the service.
    public static func outcome(_ error: AgentError?) -> LogField { .init("outcome", error?.code ?? "accepted") }

    /// What the service answered, `CR 00`.
    static func outcome(_ code: ReturnCode) -> LogField {
        .init("outcome", "CR " + LogPrivacy.redacted(code.rawValue))
    }

    /// How long it took, in milliseconds.
    public static func duration(_ duration: Duration) -> LogField {
        .init("milliseconds", "\(Int(duration / .milliseconds(1)))")
    }

    /// A reader as pcscd names it.
    static func reader(_ reader: Reader) -> LogField { .init("reader", reader.name) }

    /// Where a reader is plugged, the kernel's path.
    static func usb(path: String) -> LogField { .init("usb", path) }

    /// A model of readers by its numbers on USB.
    static func model(_ model: USBIdentifier) -> LogField { .init("model", "\(model)") }

    /// An answer to reset: it is that of a model of cards.
    static func atr(_ atr: ATR) -> LogField { .init("atr", "\(atr)") }

    /// What a card is.
    static func kind(_ kind: CardKind) -> LogField { .init("kind", "\(kind)") }

    /// Why a PIN session ended.
    static func reason(_ reason: PINSessionEnd) -> LogField { .init("reason", reason.rawValue) }

    /// Why a chain of certificates is not trusted.
    static func reason(_ distrust: CPxTrustVerdict.Reason) -> LogField { .init("reason", "\(distrust)") }

    /// The search of another request.
    static func search(_ requestId: String) -> LogField { .init("search", requestId) }

    /// Who had the agent act: the name that an administrator gave a client, or a user's number.
    public static func requester(_ name: String) -> LogField { .init("requester", name) }

    /// A client by its number.
    public static func client(_ client: Client) -> LogField { .init("client", client.id) }

    /// An origin that is well-formed, `any` for none.
    static func origin(_ origin: String?) -> LogField { .init("origin", origin ?? "any") }

    /// Rights.
    public static func scopes(_ scopes: [Scope]) -> LogField {
        .init("scopes", scopes.map(\.rawValue).joined(separator: " "))
    }

    /// A resource of the endpoint, as its table writes it: `/v1/ins/results/*`.
    public static func resource(_ pattern: String) -> LogField { .init("resource", pattern) }

    /// What a caller's file says of an identity: status and attributes, without the identity.
    public static func asserted(_ local: LocalIdentity) -> [LogField] {
        [
            .init("status", local.status?.rawValue ?? ""),
            .init("attributes", local.attributes.map(\.rawValue).sorted().joined(separator: " ")),
        ]
    }

    /// The version of the program, the platform that it calls.
    public static func installation(_ version: String, _ environment: Configuration.Environment) -> [LogField] {
        [.init("version", version), .init("environment", environment.rawValue)]
    }

    /// The end of the audit trail, as it also proves that nothing was cut off.
    static func chain(_ chain: String) -> LogField { .init("chain", chain) }

    /// A file of the agent's own, by its name without its folder.
    static func file(_ name: String) -> LogField { .init("file", name) }

    /// A call to the service without the person it is for and the professional who answers for it.
    static func call(_ trace: CallTrace) -> [LogField] {
        [
            .init("messageID", trace.messageID), .init("operation", trace.operation),
            .init("authentication", trace.authentication.rawValue), .requester(trace.requester.name),
            .init("purpose", trace.requester.purpose.rawValue), .init("outcome", LogPrivacy.redacted(trace.outcome)),
        ]
    }
}
