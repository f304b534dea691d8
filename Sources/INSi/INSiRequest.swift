/// What the service is asked: one case per operation.
public enum INSiRequest: Equatable, Sendable {
    /// WS_INS1: by Vitale card.
    case vitale(VitaleSearch)
    /// WS_INS2: by traits, one attempt of the strategy.
    case traits(TraitsSearch)
    /// WS_INS3: a known INS and traits against the base (unverified, see `INSVerification`).
    case verification(INSVerification)

    /// The name in the trace: `WS_INS1`, `WS_INS2` or `WS_INS3`.
    public var operation: String {
        switch self {
        case .vitale: "WS_INS1"
        case .traits: "WS_INS2"
        case .verification: "WS_INS3"
        }
    }

    var content: any OperationContent {
        switch self {
        case .vitale(let search): search
        case .traits(let search): search
        case .verification(let verification): verification
        }
    }
}
