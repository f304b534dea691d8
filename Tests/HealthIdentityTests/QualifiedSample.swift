import HealthIdentity

/// A qualified identity whose parts a test changes.
struct QualifiedSample {
    var matricule = "2690549588157"
    var key: String? = "80"
    var oid = "1.2.250.1.213.1.4.8"
    var birthName: String? = "DARK"
    var givenNames: String? = "JEANNE MARIE CECILE"
    var sex: String? = "F"
    var birthDate: String? = "1969-05-25"
    var birthPlace: String? = "95088"
    var status: LocalIdentity.Status? = .qualified
    var attributes: Set<LocalIdentity.Attribute> = []
    var acceptsTestNumbers = true

    struct NoMatricule: Error {}

    /// The identity, or its fault.
    func identity() throws -> QualifiedIdentity {
        guard let matricule = Matricule(matricule) else { throw NoMatricule() }
        let traits = PatientTraits(
            birthName: birthName, givenNames: givenNames, sex: sex, birthDate: birthDate.flatMap { BirthDate($0) },
            birthPlace: birthPlace)
        return try QualifiedIdentity(
            INSIdentity(active: INSNumber(matricule: matricule, key: key, oid: oid), history: [], traits: traits),
            local: LocalIdentity(status: status, attributes: attributes), acceptsTestNumbers: acceptsTestNumbers)
    }

    /// The content for it.
    func content() throws -> String { INSDataMatrixContent(try identity()).text }
}
