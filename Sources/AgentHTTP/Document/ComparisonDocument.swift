import AgentCore
import HealthIdentity

/// A comparison as JSON; the texts are for people.
struct ComparisonDocument {
    let comparison: IdentityComparison
    /// The search that it names, if it does.
    let requestId: String?

    var json: JSONValue {
        let consistency: JSONValue =
            switch comparison.firstGivenName {
            case .consistent(let spelling, let isInsideCompound):
                .object([
                    "consistent": .boolean(true), "spelling": .string(spelling),
                    "insideCompound": .boolean(isInsideCompound), "rule": .string(GivenNameConsistency.rule),
                ])
            case .inconsistent:
                .object(["consistent": .boolean(false), "rule": .string(GivenNameConsistency.rule)])
            case .unknown: .object(["consistent": .null, "rule": .string(GivenNameConsistency.rule)])
            }
        return .object([
            "requestId": requestId.map(JSONValue.string), "verdict": .string(comparison.verdict.rawValue),
            "differs": .boolean(comparison.differs),
            "score": .object([
                "points": .integer(comparison.score), "of": .integer(100), "text": .string(comparison.scoreText),
            ]),
            "look": .array(comparison.look.map { .string($0.rawValue) }),
            "traits": .array(comparison.traits.map(trait)), "firstGivenName": consistency,
        ])
    }

    private func trait(_ trait: TraitComparison) -> JSONValue {
        .object([
            "trait": .string(trait.trait.rawValue), "label": .string(trait.trait.text),
            "outcome": .string(trait.outcome.rawValue), "reason": JSONValue(trait.reason?.rawValue),
            "text": .string(trait.text), "local": JSONValue(trait.local), "ins": JSONValue(trait.ins),
            "weight": .integer(trait.weight), "points": .integer(trait.points),
        ])
    }
}
