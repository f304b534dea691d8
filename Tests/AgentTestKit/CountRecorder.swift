public import AgentCore

/// The indicators' double: keeps what it is told.
public final class CountRecorder: SearchCounting {
    /// The searches so far.
    public let searches = Watched<[CountedSearch]>([])

    /// Nothing counted.
    public init() {}

    /// See `SearchCounting`.
    public func count(_ search: CountedSearch) {
        searches.update { $0.append(search) }
    }
}
