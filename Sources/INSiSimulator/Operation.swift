import XML

/// The operations, told by the body's root.
enum Operation {
    case searchByVitaleCard
    case searchByTraits
    case verification(VerificationNames)

    /// The operation that takes such a body.
    init(_ body: XMLElement, _ verification: VerificationNames) throws(Refusal) {
        switch body.name {
        case BodyTable.vitale.name: self = .searchByVitaleCard
        case BodyTable.traits.name: self = .searchByTraits
        case verification.name("RequeteUnitaire"): self = .verification(verification)
        default: throw .message("request", "\(body.name.local) : opération inconnue.")
        }
    }

    /// Its name in Action and Content-Type.
    var action: String {
        switch self {
        case .searchByVitaleCard: Action.searchByVitaleCard
        case .searchByTraits: Action.searchByTraits
        case .verification(let names): names.action
        }
    }

    /// Reads the body; `cover` is that of the BAM context, empty but for WS_INS1 (insi.md 2.3).
    func query(of body: XMLElement, cover: XMLElement) throws(Refusal) -> Call.Query {
        let check = SchemaCheck(part: "request")
        if case .searchByVitaleCard = self {
            try check.check(body, against: BodyTable.vitale)
            return .vitale(try VitaleQuery(body, cover: cover))
        }
        guard cover.elements.isEmpty else { throw .message("cover", "COUVERTURE vide attendue.") }
        guard case .verification(let names) = self else {
            try check.check(body, against: BodyTable.traits)
            return .traits(try TraitsQuery(body))
        }
        try check.check(body, against: names.table)
        return .verification(try VerificationQuery(body, names))
    }
}
