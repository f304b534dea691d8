import AgentTestKit
import HealthIdentity
import INSi
import Testing

@testable import AgentCore

@Suite struct AgreementTests {
    private static let traits = PatientTraits(
        birthName: "D'ARTAGNAN DE L'HERAULT", givenNames: "PIERRE-ALAIN GUNTHER", sex: "M",
        birthDate: BirthDate("2001-06-17"), birthPlace: "63220")

    private func identity(
        _ traits: PatientTraits = traits, number: String = "1010663220754", key: String? = "60",
        oid: String = "1.2.250.1.213.1.4.8"
    ) throws -> INSIdentity {
        INSIdentity(
            active: INSNumber(matricule: try #require(Matricule(number)), key: key, oid: oid), history: [],
            traits: traits)
    }

    private func card(
        _ givenName: String = "PIERRE-ALAIN", birthDate: String = "2001-06-17", matricule: String? = nil,
        assumed: Bool = false
    ) -> Agreement {
        Agreement(
            source: .card, birthDate: BirthDate(birthDate), givenNames: [givenName],
            matricule: matricule.flatMap { Matricule($0) }, isBirthRankAssumed: assumed)
    }

    @Test("An identity is usable only with a known authority, the right key and every trait")
    func usable() throws {
        #expect(try card().reasonsNotUsable(identity()) == [])
        #expect(try card().reasonsNotUsable(identity(key: "00")) == ["key.incoherent"])
        #expect(try card().reasonsNotUsable(identity(key: nil)) == ["key.missing"])
        #expect(try card().reasonsNotUsable(identity(oid: "1.2.3")) == ["oid.unknown"])
        let missing = ["birthName", "givenNames", "sex", "birthDate", "birthPlace"].map { "traits.missing.\($0)" }
        #expect(try card().reasonsNotUsable(identity(PatientTraits())) == missing)
        let odd = PatientTraits(
            birthName: "A", givenNames: "PIERRE ALAIN", sex: "I", birthDate: BirthDate("2001-06-17"),
            birthPlace: "63220")
        #expect(try card().reasonsNotUsable(identity(odd)) == ["sex.unknown"])
    }

    @Test(
        "A given name of the card must stand in the list, hyphen and accents apart",
        arguments: [
            ("PIERRE-ALAIN", true), ("Pierre Alain", true), ("GUNTHER", true), ("PIERRE ALAIN GUNTHER", true),
            ("PIERRE", true), ("", true), ("PIERRE GUNTHER", false), ("GUNTHER PIERRE", false), ("PIERR", false),
            ("ALAIN-PIERRE", false), ("MARIE", false), ("ŁUKASZ", false),
        ])
    func givenName(_ name: String, _ agrees: Bool) throws {
        #expect(try card(name).reasonsNotUsable(identity()) == (agrees ? [] : ["givenName.differsFromCard"]))
    }

    @Test("What the card says otherwise, and a rank that nobody told, make the answer unusable")
    func disagreement() throws {
        #expect(try card(birthDate: "2001-06-18").reasonsNotUsable(identity()) == ["birthDate.differsFromCard"])
        #expect(try card(matricule: "1010663220754").reasonsNotUsable(identity()) == [])
        #expect(
            try card(matricule: "1010663220755").reasonsNotUsable(identity()) == ["matricule.differsFromCard"])
        #expect(try card(assumed: true).reasonsNotUsable(identity()) == ["birthRank.assumed"])
    }

    @Test("What the request says otherwise makes the answer unusable, spelling apart")
    func request() throws {
        func request(_ name: String, _ givenNames: [String], _ sex: Sex, _ date: String) -> Agreement {
            Agreement(source: .request, birthDate: BirthDate(date), givenNames: givenNames, birthName: name, sex: sex)
        }
        let names = ["PIERRE-ALAIN"]
        #expect(
            try request("D ARTAGNAN DE L HERAULT", names, .male, "2001-06-17").reasonsNotUsable(identity()) == [])
        #expect(
            try request("ARTAGNAN", ["OLA", "GUNTHER"], .female, "2001-06-18").reasonsNotUsable(identity()) == [
                "birthDate.differsFromRequest", "birthName.differsFromRequest", "givenName.differsFromRequest",
                "sex.differsFromRequest",
            ])
    }

    @Test("An identity that may not be used is shown as found, with its reasons")
    func shown() async throws {
        try await AgentBench.run { bench in
            let traits = PatientTraits(
                birthName: "A", givenNames: Sample.givenName, sex: "F", birthPlace: "92012")
            let identity = try identity(traits, number: Sample.matricule, key: "00")
            bench.service.answer(.success(Sample.answer(.found, identity: identity)))
            try await bench.readyProfessional()
            let result = try await bench.search(bench.insertVitale())
            #expect(result.status == .found)
            #expect(result.notUsableBecause == ["key.incoherent", "traits.missing.birthDate"])
        }
    }
}
