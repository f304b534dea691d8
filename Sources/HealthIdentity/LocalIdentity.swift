/// What the caller's own file says of an identity before INSi is asked (insi.md 6.5).
public struct LocalIdentity: Hashable, Sendable {
    /// The four statuses.
    public enum Status: String, CaseIterable, Sendable {
        /// Typed, nothing checked.
        case provisional = "provisoire"
        /// Came from INSi.
        case retrieved = "recuperee"
        /// Checked against an identity document.
        case validated = "validee"
        /// Both.
        case qualified = "qualifiee"
    }

    /// The three attributes.
    public enum Attribute: String, CaseIterable, Sendable {
        /// Invented, for tests or training.
        case fictitious = "fictif"
        /// Suspected of being another person's.
        case doubtful = "douteux"
        /// Somebody else has nearly the same traits.
        case homonym = "homonyme"
    }

    /// Status of the identity; nil when the caller does not say.
    public let status: Status?
    /// Its attributes.
    public let attributes: Set<Attribute>
    /// What kind of number the file holds, where it tells the OID.
    public let kind: INSKind?

    /// An identity as the caller's file has it.
    public init(status: Status? = nil, attributes: Set<Attribute> = [], kind: INSKind? = nil) {
        self.status = status
        self.attributes = attributes
        self.kind = kind
    }

    /// Why INSi may not be called.
    public enum Refusal: String, Error, CaseIterable, Sendable {
        /// An invented identity has no INS.
        case fictitious
        /// A doubtful one must be cleared up first.
        case doubtful
        /// A qualified one has been called for already; only a temporary number (NIA) is asked for again (insi.md 6.5).
        case qualified
        /// The establishment's choice.
        case provisional

        /// The rule, as its source names it (insi.md 6.5).
        public var rule: String {
            switch self {
            case .fictitious, .doubtful: "Référentiel INS / RNIV, guide d'implémentation INS v3.0, EXI ID 24 et 26"
            case .qualified: "Référentiel INS : une identité qualifiée a déjà été récupérée et contrôlée"
            case .provisional: "Choix de l'établissement : [insi] ProvisionalCalls"
            }
        }
    }

    /// The rule that forbids a call for this identity; nil when none does.
    public func refusal(provisionalMayBeCalled: Bool) -> Refusal? {
        if attributes.contains(.fictitious) { return .fictitious }
        if attributes.contains(.doubtful) { return .doubtful }
        if status == .qualified, kind != .nia { return .qualified }
        return status == .provisional && !provisionalMayBeCalled ? .provisional : nil
    }
}
