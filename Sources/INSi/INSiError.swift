public import HTTPS
public import XML

/// Why there is no answer.
public enum INSiError: Error, Equatable, Sendable {
    /// The request could not be written: a text holds what XML cannot.
    case unwritableRequest(XMLError)
    /// The exchange broke.
    case transport(HTTPSError)
    /// The service refused.
    case fault(SOAPFault)
    /// The HTTP server in front says that the service is not available, 503.
    case unavailable(status: Int)
    /// What came is no answer of the service: HTTP status, and the element or thing that is missing or wrong.
    case unreadableAnswer(status: Int, what: String)

    /// False when the service certainly never saw the request.
    public var mayHaveBeenExecuted: Bool {
        switch self {
        case .unwritableRequest: false
        case .transport(let error): error.mayHaveBeenExecuted
        case .fault, .unavailable, .unreadableAnswer: true
        }
    }

    /// Whether the same question may be asked again by itself after a pause: the service never saw it for a reason that may
    /// pass, or said that it is unavailable for the moment (insi.md 5.4).
    public var mayBeAskedAgain: Bool {
        switch self {
        case .transport(let error): !error.mayHaveBeenExecuted && error.mayPass
        case .fault(let fault): fault.saysUnavailable
        case .unavailable: true
        case .unwritableRequest, .unreadableAnswer: false
        }
    }
}

extension HTTPSError {
    /// Whether the cause may go away by itself: a name that is not found for the moment, a connection refused.
    fileprivate var mayPass: Bool {
        switch self {
        case .proxyRefused(let status): (502...504).contains(status)
        case .nameUnknown, .proxyUnreachable, .unreachable, .timeout, .closed, .cancelled: true
        default: false
        }
    }
}

extension SOAPFault {
    /// `siram_40`: technical unavailability (insi.md 5.2, inferred: weak).
    public var saysUnavailable: Bool { subcode == "siram_40" }
}
