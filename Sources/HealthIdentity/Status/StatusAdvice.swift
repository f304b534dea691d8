/// What the rules say of one event for one identity. The agent holds no patient file: it advises whoever does.
public struct StatusAdvice: Equatable, Sendable {
    /// Whether the event may be carried out.
    public let verdict: Verdict
    /// The status afterwards; the former one when the event is forbidden.
    public let status: LocalIdentity.Status
    /// The attributes afterwards.
    public let attributes: Set<LocalIdentity.Attribute>
    /// What else has to be done, in order.
    public let duties: [Duty]
    /// Whether the status is another than before.
    public var changesStatus: Bool { propagated.contains(.status) }
    /// What every system that received the identity must be told.
    public let propagated: [Propagated]
    /// The rule that decides.
    public let rule: StatusRule

    /// Whether an event may be carried out.
    public enum Verdict: String, CaseIterable, Sendable {
        /// Yes, and something changes.
        case allowed
        /// Yes, and status and attributes stay what they are.
        case unchanged
        /// No.
        case forbidden
        /// The identity itself breaks a rule: no event may be carried out before it is mended.
        case incoherent
    }

    /// What has to be done with an event.
    public enum Duty: String, CaseIterable, Sendable {
        /// A person compares the local traits with those of INSi first.
        case compare
        /// Matricule, key, OID, traits and history are kept as INSi returned them.
        case storeAsReceived
        /// The traits of INSi take the place of the local strict traits.
        case replaceStrictTraits
        /// Matricule and OID are no longer used nor given out.
        case invalidateINS
        /// What was lost is done again: the check against a document, the call to INSi.
        case checkAgain
        /// Somebody finds out whether the doubt is founded.
        case resolveDoubt
        /// The identity is brought back to `provisoire`.
        case returnToProvisional
        /// One of the attributes that may not stand together goes.
        case removeAttribute
    }

    /// What goes to the systems that hold a copy.
    public enum Propagated: String, CaseIterable, Sendable {
        /// The strict traits in their new form.
        case strictTraits
        /// The status.
        case status
        /// The attributes.
        case attributes
        /// Matricule and OID, which they may use now.
        case ins
        /// That matricule and OID must not be used any more.
        case insInvalidation
    }
}
