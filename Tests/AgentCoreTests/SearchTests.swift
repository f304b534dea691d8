import AgentTestKit
import HealthIdentity
import INSi
import Testing

@testable import AgentCore

@Suite struct SearchTests {
    private func reasons(key: String? = nil, oid: String = "1.2.250.1.213.1.4.8", birthPlace: String? = "92012") throws
        -> [String]
    {
        let matricule = try #require(Matricule(Sample.matricule))
        let traits = PatientTraits(
            birthName: "A", givenNames: "B", sex: "F", birthDate: BirthDate("1987-06-13"), birthPlace: birthPlace)
        let identity = INSIdentity(
            active: INSNumber(matricule: matricule, key: key, oid: oid), history: [], traits: traits)
        return identity.reasonsNotUsable(birthDate: traits.birthDate)
    }

    @Test("An identity is usable only with a known authority, the right key and every trait")
    func usable() throws {
        #expect(try reasons() == [])
        #expect(try reasons(key: "00") == ["key.incoherent"])
        #expect(try reasons(oid: "1.2.3") == ["oid.unknown"])
        #expect(try reasons(birthPlace: nil) == ["traits.missing.birthPlace"])
        let nothing = PatientTraits(birthName: nil, givenNames: nil, sex: nil, birthDate: nil, birthPlace: nil)
        let number = INSNumber(matricule: try #require(Matricule(Sample.matricule)), key: "00", oid: "")
        #expect(INSIdentity(active: number, history: [], traits: nothing).reasonsNotUsable(birthDate: nil).count == 7)
    }

    @Test("An identity that may not be used is shown as found, with its reasons")
    func shown() async throws {
        try await AgentBench.run { bench in
            let matricule = try #require(Matricule(Sample.matricule))
            let identity = INSIdentity(
                active: INSNumber(matricule: matricule, key: "00", oid: "1.2.250.1.213.1.4.8"), history: [],
                traits: PatientTraits(birthName: "A", givenNames: "B", sex: "F", birthDate: nil, birthPlace: "92012"))
            bench.service.answer(
                .success(INSiAnswer(messageID: "m", returnCode: .found, label: nil, identity: identity)))
            try await bench.readyProfessional()
            let result = try await bench.search(bench.insertVitale())
            #expect(result.status == .found)
            #expect(result.notUsableBecause == ["key.incoherent", "traits.missing.birthDate"])
        }
    }

    @Test("An answer with another birth date than the card's is not usable")
    func otherBirthDate() throws {
        let traits = PatientTraits(
            birthName: "N", givenNames: "P", sex: "F", birthDate: BirthDate("1981-01-01"), birthPlace: "63220")
        let number = INSNumber(
            matricule: try #require(Matricule(Sample.matricule)), key: nil, oid: "1.2.250.1.213.1.4.8")
        let identity = INSIdentity(active: number, history: [], traits: traits)
        #expect(identity.reasonsNotUsable(birthDate: BirthDate("1981-01-01")).isEmpty)
        #expect(identity.reasonsNotUsable(birthDate: BirthDate("1981-01-02")) == ["birthDate.differsFromCard"])
    }
}
