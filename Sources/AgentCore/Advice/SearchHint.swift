import HealthIdentity
import INSi

/// What to try next when INSi knows nobody, or several people (insi.md 6.4, 6.9).
public enum SearchHint: String, CaseIterable, Sendable, Codable {
    /// The birth name of the civil record rather than the used name: the first cause of failures.
    case birthName
    /// The other given names of the civil record.
    case givenNames
    /// A compound given name in full, or only its first part.
    case compoundGivenName
    /// The birth date, day and month in their places.
    case birthDate
    /// The sex of the civil record.
    case sex
    /// The birth place, which tells homonyms apart.
    case birthPlace
    /// The birth place that was sent: the commune as it was on the day of birth, or another country's code.
    case otherBirthPlace
    /// The birth rank of a twin, where it was assumed.
    case birthRank
    /// The Vitale card, which needs no traits.
    case vitaleCard
    /// Traits as an identity document has them, without the card.
    case traits

    /// What to try after a search by traits, in order.
    static func afterTraits(_ traits: SoughtTraits, _ returnCode: ReturnCode) -> [SearchHint] {
        let hasPlace = traits.birthPlace != nil
        switch returnCode {
        case .none:
            return [.birthName, .givenNames, .compoundGivenName, .birthDate, .sex]
                + (hasPlace ? [.otherBirthPlace] : []) + [.vitaleCard]
        case .several: return [.givenNames, hasPlace ? .otherBirthPlace : .birthPlace, .birthName, .vitaleCard]
        default: return []
        }
    }

    /// What to try after a search by card, in order.
    static func afterCard(isBirthRankAssumed: Bool, _ returnCode: ReturnCode) -> [SearchHint] {
        switch returnCode {
        case .none, .several: (isBirthRankAssumed ? [.birthRank] : []) + [.traits]
        default: []
        }
    }
}
