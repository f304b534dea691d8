/// An identity that its file holds for qualified and whose every part may be printed: the only one whose INS may be given to
/// others (insi.md 6.5, EXI ID 29). Its traits are as INSi returned them.
public struct QualifiedIdentity: Equatable, Sendable {
    /// Matricule, fitting key and known OID.
    public let number: INSNumber
    /// What the OID announces.
    public let kind: INSKind
    /// Birth name.
    public let birthName: RecordedName
    /// Given names of the civil record, separated by spaces.
    public let givenNames: RecordedName
    /// Sex.
    public let sex: Sex
    /// Birth date, of whatever calendar.
    public let birthDate: BirthDate
    /// Birth place.
    public let birthPlace: BirthPlace

    /// Why an identity may not be printed.
    public enum Fault: Error, Equatable, Sendable {
        /// Its file does not hold it for qualified.
        case notQualified
        /// An attribute that no qualified identity has.
        case attribute(LocalIdentity.Attribute)
        /// No matricule, or a key that does not fit or that nobody sent.
        case matricule
        /// The OID of no authority that assigns an INS.
        case oid
        /// A number made for tests, where only real ones are.
        case testNumber
        /// The birth name.
        case birthName(NameFault)
        /// The list of given names.
        case givenNames(NameFault)
        /// Neither `M` nor `F`.
        case sex
        /// Not of the form `AAAA-MM-JJ`.
        case birthDate
        /// No COG code.
        case birthPlace

        /// The rule of identity care that forbids it, as its source names it; nil where it is the form that is wrong.
        public var rule: String? {
            switch self {
            case .notQualified: "Référentiel INS, guide d'implémentation INS v3.0, EXI ID 29"
            case .attribute: "Référentiel INS, guide d'implémentation INS v3.0, EXI ID 26 et 29"
            case .testNumber: "Aucun INS de test en production"
            default: nil
            }
        }
    }

    /// Checks an identity, after what its file says of it; `acceptsTestNumbers` outside production.
    public init(_ identity: INSIdentity, local: LocalIdentity, acceptsTestNumbers: Bool) throws(Fault) {
        try Self.check(local)
        let (number, traits) = (identity.active, identity.traits)
        guard number.hasCoherentKey, !number.isKeyComputed else { throw .matricule }
        guard let kind = number.kind else { throw .oid }
        guard acceptsTestNumbers || !number.isTest else { throw .testNumber }
        self.number = number
        self.kind = kind
        birthName = try Self.name(traits.birthName) { .birthName($0) }
        givenNames = try Self.name(traits.givenNames) { .givenNames($0) }
        guard let sex = traits.sex.flatMap({ Sex(rawValue: $0) }) else { throw .sex }
        guard let birthDate = traits.birthDate else { throw .birthDate }
        guard let birthPlace = traits.birthPlace.flatMap({ BirthPlace($0) }) else { throw .birthPlace }
        self.sex = sex
        self.birthDate = birthDate
        self.birthPlace = birthPlace
    }

    /// Whether a file holds its identity for qualified, before anything is said of the identity.
    public static func check(_ local: LocalIdentity) throws(Fault) {
        for attribute in [LocalIdentity.Attribute.fictitious, .doubtful] where local.attributes.contains(attribute) {
            throw .attribute(attribute)
        }
        guard local.status == .qualified else { throw .notQualified }
    }

    private static func name(
        _ text: String?, _ fault: (NameFault) -> Fault
    ) throws(Fault) -> RecordedName {
        do throws(NameFault) {
            return try RecordedName(text ?? "")
        } catch {
            throw fault(error)
        }
    }
}
