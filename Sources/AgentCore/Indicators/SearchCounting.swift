/// Port: the indicators. Each search that began is counted once, when it ends; a line of a work list once for each turn that made a
/// call.
public protocol SearchCounting: Sendable {
    /// Counts one search; never fails and never waits.
    func count(_ search: CountedSearch)
}
