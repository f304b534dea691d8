import HealthCards

/// A Vitale card as read from both sources.
struct VitaleRecord: Equatable {
    /// What is used: the free reading, completed by the official libraries where they told more.
    let content: VitaleContent
    /// The free reading alone, for the comparison before a call; nil for a card that only a library reads.
    let free: VitaleContent?
    /// Why the official libraries told nothing, for those who need what they tell.
    let libraryCause: String?

    /// The word of the state document.
    var generation: String { free == nil ? "vitale1" : "vitale2" }
}
