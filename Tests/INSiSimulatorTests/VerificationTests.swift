import Testing
import XML

@testable import INSiSimulator

struct VerificationTests {
    static func message(
        number: String = "2360663220836", extra: String = "<Cle>56</Cle>", oid: String = Person.nir,
        names: String = "<Prenom>CATARINA</Prenom><ListePrenom>CATARINA BELLA</ListePrenom>", sex: String = "F",
        place: String = "63220", verification: VerificationNames = .standIn
    ) -> Message {
        Message(
            action: verification.action,
            body: """
                <RequeteUnitaire xmlns="\(verification.requestNamespace)"><IndividuVerifie><INSFourni><IdIndividu>\
                <NumIdentifiant>\(number)</NumIdentifiant>\(extra)</IdIndividu><OID>\(oid)</OID></INSFourni>\
                <TraitsIdentiteIndividu><NomNaissance>TCHITCHI</NomNaissance>\(names)<Sexe>\(sex)</Sexe>\
                <DateNaissance>1936-06-21</DateNaissance><LieuNaissance>\(place)</LieuNaissance>\
                </TraitsIdentiteIndividu></IndividuVerifie></RequeteUnitaire>
                """)
    }

    @Test(arguments: [
        (message(), "00"), (message(extra: ""), "00"), (message(names: "<Prenom>BELLA</Prenom>"), "00"),
        (message(extra: "<Cle>56</Cle><TypeMatricule>NIR</TypeMatricule>"), "00"),
        (message(number: "2360663220837"), "01"), (message(extra: "<Cle>55</Cle>"), "01"),
        (message(oid: Person.nia), "01"), (message(sex: "M"), "01"), (message(place: "63221"), "01"),
        (message(names: "<Prenom>CATARINA</Prenom><ListePrenom>CATARINA ANNE</ListePrenom>"), "01"),
        (message(names: ""), "sim_given_name"), (message(number: "1"), "sim_request"),
        (message(extra: "<x/>"), "sim_request"), (message(place: "1"), "sim_birth_place"),
    ])
    func `an INS and traits match, do not match, or are refused`(message: Message, code: String) throws {
        #expect(try ServiceDesk.shared().judge(message).code == code)
    }

    @Test(arguments: PrefixStyle.allCases)
    func `the answer has its own root in each style`(style: PrefixStyle) throws {
        let text = AnswerWriter(style: style).verified(true)
        let root = try XMLReader.parse(Array(text.utf8))
        let result = try #require(root.first(.soap("Body"))?.elements.first)
        #expect(result.name == XMLName(namespace: "http://www.cnamts.fr/INSiLot2/REPUnitaire", local: "Resultat"))
        #expect(try Judgement(text).code == "00")
    }

    @Test func `other names can be configured`() throws {
        let names = VerificationNames(requestNamespace: "urn:x", action: "urn:x:y")
        let message = Self.message(verification: names)
        #expect(try ServiceDesk.shared(verification: names).judge(message).code == "00")
        #expect(try ServiceDesk.shared().judge(message).code == "sim_request")
    }
}
