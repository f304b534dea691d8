/// Rank of birth among twins, `RangNaissance`: 1 or more (vitale.md 8.3).
public struct BirthRank: Hashable, Sendable {
    /// 1 to 9.
    public let value: Int

    /// Accepts 1 to 9; values up to 6 are met.
    public init?(_ value: Int) {
        guard (1...9).contains(value) else { return nil }
        self.value = value
    }

    /// The value assumed when the card's free reading does not supply one.
    public static let assumed = BirthRank(unchecked: 1)

    private init(unchecked value: Int) {
        self.value = value
    }
}
