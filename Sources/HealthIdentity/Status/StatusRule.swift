/// The rules of identity care that decide about a status (insi.md 6.5).
public enum StatusRule: String, CaseIterable, Sendable {
    /// A status is the crossing of two questions: retrieved from INSi, checked against a document.
    case fourStatuses
    /// A strict trait that changed was neither retrieved nor checked in its new form.
    case strictTrait
    /// `douteux` and `fictif` stand with `provisoire` only, without INS and without a call.
    case heldProvisional
    /// Only `douteux` and `homonyme` stand together.
    case together
    /// What INSi returned is kept unchanged.
    case asReceived
    /// The INS goes to others only when the identity is qualified.
    case transmission
    /// A qualified identity has been retrieved already.
    case retrievedAlready

    /// The source, as it names itself.
    public var source: String {
        switch self {
        case .fourStatuses: "RNIV 1, EXI SI 07"
        case .strictTrait: "déduit de RNIV 1, EXI SI 07"
        case .heldProvisional: "RNIV 1, EXI SI 09 ; guide d'implémentation INS v3.0, EXI ID 26"
        case .together: "guide d'implémentation INS v3.0, EXI ID 24"
        case .asReceived: "guide d'implémentation INS v3.0, EXI REC 07 et 08"
        case .transmission: "RNIV 1, EXI SI 08 ; guide d'implémentation INS v3.0, EXI ID 29"
        case .retrievedAlready: "Référentiel INS"
        }
    }

    /// Whether the sources at hand do not state it and we concluded it from what they state: weak.
    public var isInferred: Bool { self == .strictTrait }
}
