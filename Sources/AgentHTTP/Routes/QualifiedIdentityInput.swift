import AgentCore
import HealthIdentity

/// Identities that callers hold for qualified, as INSi returned them.
extension JSONMembers {
    /// The members of an identity in the state document; its history is looked at for its form and left.
    static let identity = traits.union(["matricule", "key", "oid", "kind", "test", "history"])
    /// The caller's own names beside it.
    static let usualNames: Set<String> = ["firstGivenName", "usedName", "usedGivenName"]

    /// What the caller's file says of the identity; it must say the status.
    func assertedStatus() throws(AgentError) -> LocalIdentity {
        let local = try localIdentity()
        guard local.status != nil else {
            throw expected("status", LocalIdentity.Status.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return local
    }

    /// The identity, checked for what may be printed.
    func qualifiedIdentity(_ local: LocalIdentity, acceptsTestNumbers: Bool) throws(AgentError) -> QualifiedIdentity {
        do throws(QualifiedIdentity.Fault) {
            try QualifiedIdentity.check(local)
        } catch {
            throw AgentError(error)
        }
        _ = try copiedMembers()
        let (number, key, oid) = (
            try requiredText("matricule"), try requiredText("key"), try requiredText("oid")
        )
        let (kind, isTest) = (try text("kind"), try boolean("test") ?? false)
        let traits = PatientTraits(
            birthName: try requiredText("birthName"), givenNames: try recordedGivenNames(),
            sex: try requiredText("sex"), birthDate: BirthDate(try requiredText("birthDate")),
            birthPlace: try requiredText("birthPlace"))
        do throws(QualifiedIdentity.Fault) {
            guard let matricule = Matricule(number) else { throw .matricule }
            // The test platform answers with the OID of production: the mark is all that is left of where it came from.
            guard acceptsTestNumbers || !isTest else { throw .testNumber }
            guard kind == nil || kind == INSKind(oid: oid)?.rawValue else { throw .oid }
            return try QualifiedIdentity(
                INSIdentity(active: INSNumber(matricule: matricule, key: key, oid: oid), history: [], traits: traits),
                local: local, acceptsTestNumbers: acceptsTestNumbers)
        } catch {
            throw AgentError(error)
        }
    }

    /// The caller's own names of that person; an empty one is absent.
    func usualNames(of identity: QualifiedIdentity) throws(AgentError) -> UsualNames {
        let (first, name, givenName) = (
            try filledText("firstGivenName"), try filledText("usedName"), try filledText("usedGivenName")
        )
        do throws(UsualNames.Fault) {
            return try UsualNames(
                firstGivenName: first, usedName: name, usedGivenName: givenName, of: identity.givenNames)
        } catch {
            throw AgentError(error)
        }
    }

    private func filledText(_ name: String) throws(AgentError) -> String? {
        let text = try text(name)
        return text?.isEmpty == true ? nil : text
    }

    /// A text as INSi returned it, kept with its spaces; of a list, the names with one space between them.
    private func recordedGivenNames() throws(AgentError) -> String {
        do {
            return try requiredText("givenNames")
        } catch {
            let names = try names("givenNames")
            for name in names {
                do throws(NameFault) { _ = try RecordedName(name) } catch {
                    throw AgentError(QualifiedIdentity.Fault.givenNames(error))
                }
            }
            return names.joined(separator: " ")
        }
    }
}
