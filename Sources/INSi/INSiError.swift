public import HTTPS
public import XML

/// Why there is no answer to a search.
public enum INSiError: Error, Equatable, Sendable {
    /// The request could not be written: a text holds what XML cannot.
    case unwritableRequest(XMLError)
    /// The exchange broke.
    case transport(HTTPSError)
    /// The service refused.
    case fault(SOAPFault)
    /// What came is no answer of the service: HTTP status, and the element or thing that is missing or wrong.
    case unreadableAnswer(status: Int, what: String)

    /// False when the service certainly never saw the request.
    public var mayHaveBeenExecuted: Bool {
        switch self {
        case .unwritableRequest: false
        case .transport(let error): error.mayHaveBeenExecuted
        case .fault, .unreadableAnswer: true
        }
    }
}
