import AgentCore
import HealthIdentity

/// Both sides of a comparison as callers send them.
extension JSONMembers {
    /// The members of an identity as INSi returned it and the state shows it; `kind` and `test` follow from the others.
    static let returnedIdentity: Set<String> = traits.union(["matricule", "key", "oid", "kind", "test", "history"])
    /// The members of an identity as a local file has it.
    static let localIdentity: Set<String> = traits.union([
        "matricule", "key", "oid", "firstGivenName", "usedName", "usedGivenName",
    ])
    private static let longest = 200

    /// One side of a comparison. A local key must fit its matricule; INSi's is taken as it came.
    func comparedIdentity(isLocal: Bool) throws(AgentError) -> ComparedIdentity {
        var identity = ComparedIdentity()
        identity.birthName = try short("birthName")
        identity.firstGivenName = try short("firstGivenName")
        identity.givenNames = try joined("givenNames")
        identity.sex = try short("sex")
        if let date = try short("birthDate") {
            identity.birthDate = BirthDate(date)
            guard identity.birthDate != nil else { throw expected("birthDate", "une date AAAA-MM-JJ") }
        }
        identity.birthPlace = try short("birthPlace")
        identity.usedName = try short("usedName")
        identity.usedGivenName = try short("usedGivenName")
        identity.oid = try short("oid")
        let key = try short("key")
        if let number = try short("matricule") {
            identity.matricule = Matricule(number)
            identity.key = key
            guard let fitting = identity.matricule?.key, !isLocal || (identity.key ?? fitting) == fitting else {
                throw AgentError(.traitsMatricule)
            }
        }
        identity.formerMatricules = try copiedMembers()
        return identity
    }

    /// What comes with a copied identity and says nothing more of it: looked at for its form. Returns the matricules of its
    /// history.
    func copiedMembers() throws(AgentError) -> [String] {
        if let kind = try text("kind"), INSKind(rawValue: kind) == nil { throw expected("kind", "NIR ou NIA") }
        _ = try boolean("test")
        var matricules: [String] = []
        for (index, value) in try list("history").enumerated() {
            let former = try JSONMembers(value, path: "history[\(index)]", known: Self.formerNumber)
            for name in Self.formerNumber { _ = try former.short(name) }
            if let number = try former.short("matricule") { matricules.append(number) }
        }
        return matricules
    }

    private static let formerNumber: Set<String> = ["matricule", "key", "oid", "type", "from", "until"]

    /// Given names as one text, or as a list that becomes one.
    private func joined(_ name: String) throws(AgentError) -> String? {
        guard names.contains(name) else { return nil }
        return try bounded(try names(name).joined(separator: " "), name)
    }

    private func short(_ name: String) throws(AgentError) -> String? { try bounded(try text(name), name) }

    /// A text of bounded length, counted as JSON Schema does; an empty one says nothing.
    private func bounded(_ text: String?, _ name: String) throws(AgentError) -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.unicodeScalars.count <= Self.longest else { throw tooLong(name) }
        return text
    }

    private func tooLong(_ name: String) -> AgentError { expected(name, "un texte de \(Self.longest) signes au plus") }
}
