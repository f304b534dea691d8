/// Each search is counted where it ends, or where it is dropped.
extension Agent {
    func count(
        _ operation: CountedSearch.Operation, _ requester: Requester, _ measure: SearchMeasure,
        _ ending: CountedSearch.Ending
    ) {
        guard let purpose = CountedSearch.Purpose(requester) else { return }
        counter?.count(
            CountedSearch(
                operation: operation, purpose: purpose, ending: ending, calls: measure.calls,
                milliseconds: measure.milliseconds))
    }
}
