/// A right that a client's token may hold (endpoint.md 2).
public enum Scope: String, CaseIterable, Codable, Sendable, Comparable {
    /// See readers, cards and the progress of a search.
    case status
    /// See names and birth dates of the patient's card.
    case patient
    /// See matricules.
    case matricule
    /// See the INS identity.
    case ins
    /// Search an INS by Vitale card.
    case insVitale = "ins:vitale"
    /// Search an INS by traits.
    case insTraits = "ins:traits"
    /// Have a known INS verified.
    case insVerify = "ins:verify"
    /// Keep work lists.
    case insList = "ins:list"
    /// Draw the INS Data Matrix and the identity block of a qualified identity.
    case insDatamatrix = "ins:datamatrix"
    /// See the holder and practice situations of the professional's card, and end their PIN session.
    case professional
    /// See what the agent counted and recorded: indicators, audit trail, log.
    case audit
    /// See what the endpoint measures, and the diagnosis of the machine: nothing of a person.
    case metrics
    /// Present a PIN; never granted to a client, only to the Unix socket.
    case pin
    /// Create clients; never granted to a client, only to the Unix socket.
    case admin
    /// Open the pairing window, list and revoke clients; never granted to a client, only to the Unix socket and the agent's own
    /// page.
    case pairing

    /// The scopes that `client add` can grant.
    public static let grantable: [Scope] = [
        .status, .patient, .matricule, .ins, .insVitale, .insTraits, .insVerify, .insList, .insDatamatrix,
        .professional, .audit, .metrics,
    ]

    /// The scopes that a page may ask for by pairing. Not `audit`, which tells of every caller and patient count of the place: that
    /// is an administrator's to give, by `client add`. Named one by one, so that a new scope is not a page's by accident.
    public static let pairable: [Scope] = [
        .status, .patient, .matricule, .ins, .insVitale, .insTraits, .insVerify, .insList, .insDatamatrix,
        .professional,
    ]

    /// What a page gets that names no scope: enough to show the patient of the card and ask for the identity.
    public static let usual: [Scope] = [.status, .patient, .ins, .insVitale]

    /// In declaration order, so that a set of scopes has one spelling.
    public static func < (left: Scope, right: Scope) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
