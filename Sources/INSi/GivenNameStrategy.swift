public import HealthIdentity

/// The order in which WS_INS2 is asked (insi.md 6.4, certification case 2.07): each given name alone, then all in one, then
/// those that several people answered to once more with the birth place. The first identity ends it.
///
/// It decides and does nothing: the caller makes each call and says what came of it.
public struct GivenNameStrategy: Sendable {
    /// One call that was made.
    public struct Attempt: Equatable, Sendable {
        /// Index of the given name that was sent; nil when all were sent in one.
        public let givenName: Int?
        /// Whether the birth place was sent.
        public let hasBirthPlace: Bool
        /// What the service said.
        public let returnCode: ReturnCode
    }

    private struct Step {
        let givenName: Int?
        let search: TraitsSearch
    }

    /// The calls so far.
    public private(set) var attempts: [Attempt] = []
    private let traits: SoughtTraits
    private var steps: [Step]
    private var ambiguous: [Step] = []

    /// A strategy for these traits.
    public init(_ traits: SoughtTraits) {
        self.traits = traits
        steps = traits.givenNames.enumerated().map { index, name in
            Step(givenName: index, search: TraitsSearch(traits, givenName: name))
        }
        if traits.givenNames.count > 1, let all = SubmittedName(joining: traits.givenNames) {
            steps.append(Step(givenName: nil, search: TraitsSearch(traits, givenName: all)))
        }
    }

    /// The call to make now; nil when there is nothing left to ask.
    public var next: TraitsSearch? { steps.first?.search }

    /// Notes what the call of `next` gave.
    public mutating func note(_ returnCode: ReturnCode) {
        guard let step = steps.first else { return }
        steps.removeFirst()
        let hasBirthPlace = step.search.birthPlace != nil
        attempts.append(Attempt(givenName: step.givenName, hasBirthPlace: hasBirthPlace, returnCode: returnCode))
        switch returnCode {
        case .none: break
        case .several: if !hasBirthPlace { ambiguous.append(step) }
        default: return end()
        }
        if steps.isEmpty { addBirthPlace() }
    }

    /// Birth place only on a second call, and only where it can decide between several.
    private mutating func addBirthPlace() {
        guard let place = traits.birthPlace else { return }
        steps = ambiguous.map { step in
            Step(
                givenName: step.givenName,
                search: TraitsSearch(traits, givenName: step.search.givenName, birthPlace: place))
        }
        ambiguous = []
    }

    private mutating func end() {
        steps = []
        ambiguous = []
    }

    /// What the whole search gave: an identity or an unknown code by its last call; several when one call said so and none
    /// with the birth place decided it.
    public var outcome: ReturnCode? {
        guard next == nil, let last = attempts.last else { return nil }
        guard last.returnCode == .none || last.returnCode == .several else { return last.returnCode }
        return attempts.contains { $0.returnCode == .several } ? .several : ReturnCode.none
    }
}
