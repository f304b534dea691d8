import AgentCore
import HealthIdentity
import Testing

@Suite struct AgentErrorIdentityTests {
    @Test(
        "An identity that may not be printed is refused by its trait, with the rule where there is one",
        arguments: [
            (.notQualified, "datamatrix.notQualified", "qualifiée", "EXI ID 29"),
            (.attribute(.doubtful), "datamatrix.notQualified", "douteux", "EXI ID 26"),
            (.attribute(.fictitious), "datamatrix.notQualified", "fictif", "EXI ID 26"),
            (.matricule, "datamatrix.matricule", "clé", nil), (.oid, "datamatrix.oid", "OID", nil),
            (.testNumber, "datamatrix.testNumber", "OID", "production"),
            (.birthName(.length), "datamatrix.name", "Nom de naissance", nil),
            (.birthName(.edge), "datamatrix.name", "Nom de naissance", nil),
            (.givenNames(.character(position: 3)), "datamatrix.name", "Prénoms de naissance", nil),
            (.givenNames(.noLetter), "datamatrix.name", "Prénoms de naissance", nil),
            (.sex, "datamatrix.trait", "Sexe", nil), (.birthDate, "datamatrix.trait", "Date de naissance", nil),
            (.birthPlace, "datamatrix.trait", "Lieu de naissance", nil),
        ] as [(QualifiedIdentity.Fault, String, String, String?)])
    func identity(_ fault: QualifiedIdentity.Fault, _ code: String, _ word: String, _ rule: String?) {
        let error = AgentError(fault)
        #expect(error.code == code)
        #expect(error.status == 422)
        #expect(error.detail.contains(word) && error.detail.hasSuffix("rien n'a été dessiné."))
        #expect(rule.map { error.rule?.contains($0) == true } ?? (error.rule == nil))
    }

    @Test(
        "A name of the caller's own is refused by its trait",
        arguments: [
            (.name(.usedName, .length), "datamatrix.usualName", "Nom utilisé"),
            (.name(.usedGivenName, .edge), "datamatrix.usualName", "Prénom utilisé"),
            (.name(.firstGivenName, .character(position: 2)), "datamatrix.usualName", "Premier prénom"),
            (.name(.usedName, .noLetter), "datamatrix.usualName", "Nom utilisé"),
            (.firstGivenNameDiffers, "datamatrix.firstGivenName", "INSi"),
        ] as [(UsualNames.Fault, String, String)])
    func names(_ fault: UsualNames.Fault, _ code: String, _ word: String) {
        let error = AgentError(fault)
        #expect(error.code == code)
        #expect(error.status == 422)
        #expect(error.detail.contains(word) && error.detail.hasSuffix("rien n'a été dessiné."))
        #expect((error.rule?.contains("EXI ID 10") == true) == (fault == .firstGivenNameDiffers))
    }
}
