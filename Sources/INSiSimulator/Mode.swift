/// What the service does with the next requests. `normal`, `slow`, `drip`, `truncated` and `resetAfterHeaders` check the
/// request and answer it; the others do not look at it.
public enum Mode: Equatable, Sendable {
    /// A fault of the real service (insi.md 5.2).
    public enum Fault: String, CaseIterable, Sendable {
        /// Unknown authorisation number.
        case desir550 = "desir_550"
        /// The certificate does not open the service.
        case desir560 = "desir_560"
        /// The service behind the front does not answer.
        case desir1020 = "desir_1020"
        /// INSi's own technical failure.
        case insi102 = "insi_102"
        /// The services behind INSi are down.
        case insi111 = "insi_111"
        /// The birth name is missing.
        case insi19 = "insi_19"

        var refusal: Refusal {
            switch self {
            case .desir550: .desir550
            case .desir560: .desir560
            case .desir1020: .desir1020
            case .insi102: .insi102
            case .insi111: .insi111
            case .insi19: .insi19
            }
        }
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
    /// HTTP 503 and a page.
    case unavailable
    /// HTTP 200 and a well-formed answer of more than 1 MiB.
    case oversized
    /// The normal answer, after that time.
    case slow(Duration)
    /// The head of the normal answer, then its body in small pieces, evenly over that time.
    case drip(Duration)
    /// The head of the normal answer and half of its body, then the connection is closed.
    case truncated
    /// The request is read, then the connection is reset (RST) without a word.
    case resetBeforeAnswer
    /// The head of the normal answer, then the connection is reset (RST).
    case resetAfterHeaders
}
