/// The address of a patient in Mon espace santé, made of the INS: only a qualified identity has one.
public struct PatientMailAddress: Hashable, Sendable {
    /// `<matricule and key>@patient.mssante.fr`.
    public let text: String

    /// The address of an identity.
    public init(_ identity: QualifiedIdentity) {
        text = identity.number.matricule.number + identity.number.key + "@patient.mssante.fr"
    }
}
