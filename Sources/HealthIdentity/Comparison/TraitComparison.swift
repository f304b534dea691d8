/// How one trait compares, and why.
public struct TraitComparison: Equatable, Sendable {
    /// The trait.
    public let trait: IdentityTrait
    /// How it compares.
    public let outcome: Outcome
    /// Why it is not simply equal; nil when it is.
    public let reason: Reason?
    /// The text of the local file.
    public let local: String?
    /// The text of INSi.
    public let ins: String?
    /// What the trait counts for, of 100; 0 for one that only informs.
    public let weight: Int

    /// How a trait compares (insi.md 6.6).
    public enum Outcome: String, CaseIterable, Sendable {
        /// The same text.
        case equal
        /// Another spelling of the same: accents, case, hyphen and apostrophe as space, or the start of the list of given names.
        case equivalent
        /// Not the same.
        case different
        /// One side, or both, say nothing.
        case missing
    }

    /// Why a trait is not equal.
    public enum Reason: String, CaseIterable, Sendable {
        /// Accents, case, hyphens or apostrophes only.
        case spelling
        /// The list of INSi begins so (EXI ID 10).
        case startOfList
        /// The list of INSi begins so, in another spelling.
        case startSpelledOtherwise
        /// The list begins so, but in the middle of a compound name: `PIERRE` of `PIERRE-ALAIN`.
        case insideCompound
        /// Another given name of the list, not the first.
        case laterInList
        /// The local used name is the birth name of INSi.
        case usedName
        /// The local used given name is how INSi's list begins.
        case usedGivenName
        /// Birth name and given name stand in each other's place.
        case exchanged
        /// The same words in another order.
        case order
        /// The same letters, separated otherwise.
        case joined
        /// One is a part of the other.
        case part
        /// One letter or digit more, less or other, or two neighbours swapped.
        case nearly
        /// Day and month stand in each other's place.
        case dayMonth
        /// One of the dates says `00` where the other knows.
        case incomplete
        /// A sex other than `M` and `F`.
        case indeterminate
        /// `99999`: nobody knows the place.
        case unknownPlace
        /// A Corsican commune under its number before 1976 and under today's.
        case corsica
        /// The number was this person's before.
        case former
        /// One number is temporary (NIA), the other is not.
        case temporary
        /// The same number of another authority.
        case authority
        /// The same number with a key that does not fit it.
        case key
        /// Something in it has no equivalent in the service's alphabet, or is no code at all, so that nothing can be said.
        case incomparable
        /// Nothing in common that could be named.
        case other
        /// The local file says nothing.
        case notLocal
        /// INSi says nothing.
        case notAtINSi
        /// Neither says anything.
        case nowhere
    }

    /// Points of `weight` that the trait earns: all for equal, nine tenths for equivalent, none otherwise.
    public var points: Int {
        switch outcome {
        case .equal: weight
        case .equivalent: weight * 9 / 10
        case .different, .missing: 0
        }
    }

    /// Whether a person must be shown the trait: anything but equal, a first given name as INSi's own list begins, and what the
    /// local file does not say. INSi saying nothing is unusual.
    public var differs: Bool {
        switch outcome {
        case .equal: false
        case .missing: reason == .notAtINSi
        case .equivalent: reason != .startOfList
        case .different: true
        }
    }
}
