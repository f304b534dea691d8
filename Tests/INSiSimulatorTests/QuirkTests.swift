import HealthIdentity
import SpecDataKit
import Testing
import XML

@testable import INSiSimulator

struct QuirkTests {
    private static let outsideTheSchema: Set<Quirk> = [.historyDatesFirst, .emptyTraits]

    private func answer(_ quirks: Set<Quirk>, style: PrefixStyle = .env) throws -> String {
        let query = try TraitsQuery(
            birthName: "TCHITCHI", givenNames: ["CATARINA"], sex: "F", birthDate: "1936-06-21", birthPlace: nil)
        guard case .one(let identity) = PersonBase.builtIn.search(query) else { throw XMLError.missing(path: "person") }
        return AnswerWriter(style: style, quirks: quirks).found(identity)
    }

    /// The elements of that name in an answer.
    private func all(_ name: String, in text: String) throws -> [XMLElement] {
        Judgement.all(in: try XMLReader.parse(Array(text.utf8))).filter { $0.name.local == name }
    }

    private func texts(_ name: String, _ quirk: Quirk) throws -> [String] {
        try all(name, in: answer([quirk])).map(\.text)
    }

    @Test(arguments: Quirk.allCases, PrefixStyle.allCases)
    func `an answer with any quirk is well-formed in any style`(quirk: Quirk, style: PrefixStyle) throws {
        #expect(try Judgement(answer([quirk], style: style)).code == "00")
        #expect(try Judgement(answer(Set(Quirk.allCases), style: style)).code == "00")
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"), arguments: Quirk.allCases, PrefixStyle.allCases)
    func `what the schema allows is valid, the rest is not`(quirk: Quirk, style: PrefixStyle) throws {
        let schema = try XMLSchema(file: SpecData.schema("ServiceIdentiteCertifiee/INSi_RESULTAT_INS.xsd"))
        let document = try XMLDocument(Array(try answer([quirk], style: style).utf8))
        let result = try #require(document.root.first(.soap("Body"))?.elements.first)
        let violations = try schema.validate(document.exclusiveCanonicalForm(of: result))
        #expect(violations.isEmpty == !Self.outsideTheSchema.contains(quirk))
    }

    @Test func `each quirk of the history shows`() throws {
        #expect(try all("INSHISTO", in: answer([])).isEmpty)
        #expect(try texts("DateDeb", .historyDatesIncoherent) == ["2019-03-01"])
        #expect(try texts("DateFin", .historyDatesIncoherent) == ["2019-02-28"])
        let first = try all("INSHISTO", in: answer([.historyDatesFirst])).first
        #expect(first?.elements.first?.name.local == "DateDeb")
        #expect(try texts("NumIdentifiant", .historyEqualsActive) == ["2360663220836", "2360663220836"])
        let wrong = try all("INSHISTO", in: answer([.historyWrongKey])).flatMap(Judgement.all)
        let number = try #require(wrong.first { $0.name.local == "NumIdentifiant" }?.text)
        #expect(wrong.first { $0.name.local == "Cle" }?.text != Matricule(number)?.key)
        #expect(try texts("NumIdentifiant", .secondHistory).last == "2090663220123")
    }

    @Test func `each quirk of the active number shows`() throws {
        #expect(try texts("OID", .temporaryNumber) == [Person.nia])
        #expect(try texts("TypeMatricule", .matriculeType) == ["NIR"])
        #expect(try texts("Cle", .noKey).isEmpty)
        #expect(try texts("Cle", .wrongActiveKey) == ["11"])
        let other = try texts("NumIdentifiant", .wrongNumber)
        #expect(other == ["2751263220749"])
        #expect(try texts("Cle", .wrongNumber) == other.compactMap { Matricule($0)?.key })
    }

    @Test func `each quirk of the traits shows`() throws {
        #expect(try texts("Prenom", .givenNameOnly) == ["CATARINA"])
        #expect(try texts("ListePrenom", .givenNameOnly).isEmpty)
        #expect(try texts("Prenom", .givenNameToo) == ["CATARINA"])
        #expect(try texts("ListePrenom", .givenNameToo) == ["CATARINA BELLA"])
        #expect(try texts("NomNaissance", .noBirthName).isEmpty)
        #expect(try texts("ListePrenom", .noGivenNames).isEmpty)
        #expect(try texts("Sexe", .noSex).isEmpty)
        #expect(try texts("Sexe", .emptyTraits) == [""])
        #expect(try texts("DateNaissance", .wrongBirthDate) == ["1999-09-09"])
        #expect(try texts("ListePrenom", .otherGivenNames) == ["GONTRAN HECTOR"])
    }
}
