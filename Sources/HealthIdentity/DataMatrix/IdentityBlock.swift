/// What is printed in clear beside the Data Matrix (datamatrix.md): every French label stands here.
public struct IdentityBlock: Equatable, Sendable {
    /// A label and its value.
    public struct Line: Equatable, Sendable {
        /// What it is, in French.
        public let label: String
        /// The value as it is printed.
        public let value: String
    }

    /// The lines in their order.
    public let lines: [Line]

    /// The block of an identity with its file's own names.
    public init(_ identity: QualifiedIdentity, names: UsualNames) {
        let number = identity.number
        let all: [(String, String?)] = [
            ("Matricule INS", "\(number.matricule.number) \(number.key) (\(identity.kind.rawValue))"),
            ("Nom de naissance", identity.birthName.text),
            ("Premier prénom de naissance", names.firstGivenName.text),
            ("Prénoms de naissance", identity.givenNames.text),
            ("Date de naissance", identity.birthDate.dayFirst(separator: "/")),
            ("Sexe", identity.sex.rawValue),
            ("Lieu de naissance (INSEE)", identity.birthPlace.code),
            ("Nom utilisé", names.usedName?.text),
            ("Prénom utilisé", names.usedGivenName?.text),
        ]
        lines = all.compactMap { label, value in value.map { Line(label: label, value: $0) } }
    }
}
