/// One side of a comparison: an identity as somebody's file holds it, or as INSi returned it. Nothing in it is corrected; what
/// is not known is nil.
///
/// First given name, used name and used given name are the file's own: INSi returns none of them, and none is ever taken from
/// it (guide d'implémentation INS v3.0, EXI ID 08 to 10).
public struct ComparedIdentity: Hashable, Sendable {
    /// Birth name.
    public var birthName: String?
    /// First given name of the civil record.
    public var firstGivenName: String?
    /// All given names of the civil record, separated by spaces.
    public var givenNames: String?
    /// `M`, `F`, or whatever the file has.
    public var sex: String?
    /// Birth date as written.
    public var birthDate: BirthDate?
    /// INSEE code of the birth place, or whatever the file has.
    public var birthPlace: String?
    /// The matricule without its key.
    public var matricule: Matricule?
    /// Its key as it was told; nil when it was not.
    public var key: String?
    /// The OID of its authority.
    public var oid: String?
    /// Matricules that were this person's before.
    public var formerMatricules: [String] = []
    /// Name used in everyday life; it explains a birth name that differs and is compared with nothing of its own kind.
    public var usedName: String?
    /// Given name used in everyday life; it explains a first given name that differs.
    public var usedGivenName: String?

    /// An identity of which nothing is known yet.
    public init() {}

    /// What INSi returned.
    public init(_ identity: INSIdentity) {
        birthName = identity.traits.birthName
        firstGivenName = identity.traits.givenName
        givenNames = identity.traits.givenNames
        sex = identity.traits.sex
        birthDate = identity.traits.birthDate
        birthPlace = identity.traits.birthPlace
        matricule = identity.active.matricule
        key = identity.active.key
        oid = identity.active.oid
        formerMatricules = identity.history.compactMap(\.matricule)
    }
}
