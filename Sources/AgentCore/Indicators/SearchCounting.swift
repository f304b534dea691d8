/// Port: the indicators. Each search that began is counted once, when it ends.
public protocol SearchCounting: Sendable {
    /// Counts one search; never fails and never waits.
    func count(_ search: CountedSearch)
}
