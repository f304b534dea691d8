/// What is measured of a search while it runs.
struct SearchMeasure {
    /// When it began.
    let begun = ContinuousClock.now
    /// Calls that left for it.
    var calls = 0

    /// Since its beginning.
    var milliseconds: Int { Int(begun.duration(to: .now) / .milliseconds(1)) }
}
