import AgentCore
import HealthIdentity

/// Identities as callers send them.
extension JSONMembers {
    /// The members of the traits of one person.
    static let traits: Set<String> = ["birthName", "givenNames", "sex", "birthDate", "birthPlace"]

    /// The traits, checked for what INSi accepts.
    func soughtTraits() throws(AgentError) -> SoughtTraits {
        let (birthName, givenNames) = (try requiredText("birthName"), try names("givenNames"))
        let (sex, birthDate) = (try requiredText("sex"), try requiredText("birthDate"))
        let birthPlace = try text("birthPlace")
        do throws(SoughtTraits.Fault) {
            return try SoughtTraits(
                birthName: birthName, givenNames: givenNames, sex: sex, birthDate: birthDate,
                birthPlace: birthPlace?.isEmpty == true ? nil : birthPlace, today: Timestamp.latestDay())
        } catch {
            throw AgentError(error)
        }
    }

    /// The optional member `local`: what the caller's own file says of the identity.
    func local() throws(AgentError) -> LocalIdentity {
        try object("local", known: ["status", "attributes"])?.statusAndAttributes() ?? LocalIdentity()
    }

    /// The members `status` and `attributes`, both optional.
    func statusAndAttributes() throws(AgentError) -> LocalIdentity {
        var status: LocalIdentity.Status?
        if let text = try text("status") {
            status = LocalIdentity.Status(rawValue: text)
            guard status != nil else {
                throw expected("status", LocalIdentity.Status.allCases.map(\.rawValue).joined(separator: ", "))
            }
        }
        var attributes: Set<LocalIdentity.Attribute> = []
        for value in try list("attributes") {
            guard case .string(let text) = value, let attribute = LocalIdentity.Attribute(rawValue: text) else {
                throw expected(
                    "attributes", LocalIdentity.Attribute.allCases.map(\.rawValue).joined(separator: ", "))
            }
            attributes.insert(attribute)
        }
        return LocalIdentity(status: status, attributes: attributes)
    }

    /// The given names of the civil record (`ListePrenom`), when the caller knows them.
    func givenNameList() throws(AgentError) -> SubmittedName? {
        guard let list = try text("givenNameList") else { return nil }
        do throws(SubmittedName.Fault) {
            return try SubmittedName(list, as: .givenName)
        } catch {
            throw AgentError(SoughtTraits.Fault.givenName(0, error))
        }
    }

    /// A known INS: matricule, its key and the OID. A key that does not fit is refused, a missing one is computed.
    func insNumber() throws(AgentError) -> INSNumber {
        guard let matricule = Matricule(try requiredText("matricule")) else { throw AgentError(.traitsMatricule) }
        let number = INSNumber(matricule: matricule, key: try text("key"), oid: try requiredText("oid"))
        guard number.hasCoherentKey, !number.oid.isEmpty else { throw AgentError(.traitsMatricule) }
        return number
    }
}
