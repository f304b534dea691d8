/// What the service does with the next requests. Every mode but `normal`, `slow` and `truncated` answers unchecked.
public enum Mode: Equatable, Sendable {
    /// A fault of the real service.
    public enum Fault: String, CaseIterable, Sendable {
        /// Unknown authorisation number.
        case desir550
        /// The service behind the front does not answer.
        case desir1020
        /// INSi's own technical failure.
        case insi102
    }

    /// Checks and answers.
    case normal
    /// HTTP 500 and that fault.
    case fault(Fault)
    /// HTTP 500 and the fault insi_102 without its Detail.
    case faultWithoutDetail
    /// HTTP 200 and a page instead of a message.
    case html200
    /// HTTP 500 without a body.
    case empty500
    /// The normal answer, after that time.
    case slow(Duration)
    /// The head of the normal answer and half of its body, then the connection is closed.
    case truncated
    /// HTTP 503 and a page.
    case unavailable
}
