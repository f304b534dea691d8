import FoundationEssentials

/// A virtual card of any kind, as a JSON file gives it.
///
/// The key `card` says which: `vitale`, `professional`, or a kind of `OtherCardDescription`. Without it, any key that only
/// a Vitale card has (`bearers` above all) means a Vitale card, and everything else a professional card. Every
/// description may have a text under the key `comment`, which nobody reads.
public enum CardDescription: Equatable, Sendable {
    case vitale(VitaleDescription)
    case professional(ProfessionalDescription)
    case other(OtherCardDescription)

    /// Reads JSON text in UTF-8.
    public init(json: [UInt8]) throws(CardDescriptionError) {
        switch try DescriptionDecoding.decode(CardHeader.self, from: json).card {
        case VitaleDescription.card: self = .vitale(try VitaleDescription(json: json))
        case ProfessionalDescription.card: self = .professional(try ProfessionalDescription(json: json))
        default: self = .other(try OtherCardDescription(json: json))
        }
    }

    /// The card that it describes. A professional card takes a few tenths of a second, for its keys.
    public func makeCard(authority: TestAuthority) throws(CardCreationError) -> any VirtualCard {
        switch self {
        case .vitale(let description):
            do { return try VitaleCard(description) } catch { throw .description(error) }
        case .professional(let description):
            switch description.generation {
            case .cps3: return try CPS3Card(description, authority: authority)
            case .cps4: return try CPS4Card(description, authority: authority)
            }
        case .other(let description):
            do { return try OtherCard(description) } catch { throw .description(error) }
        }
    }
}

/// Which card a JSON description is about.
private struct CardHeader: Decodable {
    let card: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let card = try container.decodeIfPresent(String.self, forKey: .card) {
            self.card = card
        } else {
            let keys = try DescriptionDecoding.keys(in: decoder)
            let ofVitaleOnly = Set(VitaleDescription.CodingKeys.allCases.map(\.stringValue))
                .subtracting(ProfessionalDescription.CodingKeys.allCases.map(\.stringValue))
            card = keys.isDisjoint(with: ofVitaleOnly) ? ProfessionalDescription.card : VitaleDescription.card
        }
    }

    enum CodingKeys: String, CodingKey {
        case card
    }
}

extension VitaleDescription {
    /// The value of the key `card`.
    static let card = "vitale"
}

extension ProfessionalDescription {
    /// The value of the key `card`.
    static let card = "professional"
}
