import HTTPS
import HealthIdentity
import Testing

@testable import INSi

struct AnswerReaderTests {
    private var reader: AnswerReader {
        get throws { AnswerReader(messageID: "uuid:sent", operation: try Samples.search()) }
    }

    /// What the reader makes of a response.
    private func outcome(_ response: HTTPResponse) -> Result<INSiAnswer, INSiError> {
        Result { () throws(INSiError) in
            do { return try reader.read(response) } catch let error as INSiError { throw error } catch {
                throw .unreadableAnswer(status: 0, what: "sample")
            }
        }
    }

    private func unreadable(_ what: String, status: Int = 200) -> Result<INSiAnswer, INSiError> {
        .failure(.unreadableAnswer(status: status, what: what))
    }

    @Test func `an identity is kept as received, traits that are absent stay absent`() throws {
        let response = Samples.answer("<INDIVIDU>\(Samples.active)\(Samples.traits)</INDIVIDU>")
        let answer = try reader.read(response)
        let matricule = try #require(Matricule("1990199999888"))
        let expected = INSIdentity(
            active: INSNumber(matricule: matricule, key: nil, oid: "1.2"), history: [],
            traits: PatientTraits(birthName: "SYNTHE", birthDate: BirthDate("1999-00-00")))
        #expect(answer == Samples.answer(.found, identity: expected, image: response.body))
    }

    @Test func `history is tolerated in any order, with a type, with dates that contradict and wrong keys`() throws {
        let first =
            "<INSHISTO><DateFin>2019-02-28</DateFin><DateDeb>2019-03-01</DateDeb><OID> 1.3 </OID><IdIndividu>"
            + "<TypeMatricule>NIR</TypeMatricule><Cle>00</Cle><NumIdentifiant>2990199999888</NumIdentifiant></IdIndividu></INSHISTO>"
        let second = Samples.active.replacing("INSACTIF", with: "INSHISTO")
        let individual = "<INDIVIDU>\(first)\(Samples.traits)\(second)\(Samples.active)</INDIVIDU>"
        let identity = try #require(try reader.read(Samples.answer(individual)).identity)
        #expect(
            identity.history == [
                FormerINS(
                    matricule: "2990199999888", key: "00", oid: "1.3", type: "NIR", from: "2019-03-01",
                    until: "2019-02-28"),
                FormerINS(matricule: "1990199999888", oid: "1.2"),
            ])
    }

    @Test func `a history entry can be anything without costing the answer`() throws {
        let odd =
            "<INSHISTO/><INSHISTO><OID>1</OID></INSHISTO>"
            + "<INSHISTO><IdIndividu><NumIdentifiant>12x</NumIdentifiant></IdIndividu></INSHISTO>"
        let identity = try #require(
            try reader.read(Samples.answer("<INDIVIDU>\(odd)\(Samples.active)\(Samples.traits)</INDIVIDU>")).identity)
        #expect(
            identity.history == [
                FormerINS(matricule: nil), FormerINS(matricule: nil, oid: "1"), FormerINS(matricule: "12x"),
            ])
    }

    @Test func `without traits there is an identity without traits`() throws {
        let identity = try #require(try reader.read(Samples.answer("<INDIVIDU>\(Samples.active)</INDIVIDU>")).identity)
        #expect(identity.traits == PatientTraits())
        #expect(identity.active.isKeyComputed)
    }

    @Test func `the first given name of 2021 is kept beside the list, and stands in for it`() throws {
        let both = "<TIQ><Prenom>ZOE</Prenom><ListePrenom>ZOE ANNE</ListePrenom></TIQ>"
        let one = "<TIQ><Prenom>ZOE</Prenom></TIQ>"
        for (traits, list) in [(both, "ZOE ANNE"), (one, "ZOE")] {
            let answer = Samples.answer("<INDIVIDU>\(Samples.active)\(traits)</INDIVIDU>")
            let identity = try #require(try reader.read(answer).identity)
            #expect(identity.traits.givenName == "ZOE")
            #expect(identity.traits.givenNames == list)
        }
    }

    @Test(arguments: [("01", ReturnCode.none), ("02", .several), ("77", ReturnCode(rawValue: "77"))])
    func `none, several and unknown codes are answers without identity`(text: String, code: ReturnCode) throws {
        let response = Samples.answer("", code: text)
        #expect(try reader.read(response) == Samples.answer(code, image: response.body))
    }

    @Test(arguments: [
        ("", "RESULTAT/INDIVIDU"),
        ("<INDIVIDU>\(Samples.traits)</INDIVIDU>", "INDIVIDU/INSACTIF"),
        ("<INDIVIDU>\(Samples.active)\(Samples.active)</INDIVIDU>", "INDIVIDU/INSACTIF[2]"),
        (
            "<INDIVIDU>\(Samples.active.replacing("<OID>", with: "<OID>1</OID><OID>"))</INDIVIDU>", "INSACTIF/OID[2]"
        ),
        ("<INDIVIDU>\(Samples.active)\(Samples.traits)\(Samples.traits)</INDIVIDU>", "INDIVIDU/TIQ[2]"),
        ("<INDIVIDU/><INDIVIDU/>", "RESULTAT/INDIVIDU[2]"),
        (
            "<INDIVIDU>\(Samples.active.replacing("1990199999888", with: "199019999988"))\(Samples.traits)</INDIVIDU>",
            "INSACTIF/IdIndividu/NumIdentifiant"
        ),
        (
            "<INDIVIDU>\(Samples.active)\(Samples.traits.replacing("1999-00-00", with: "19990000"))</INDIVIDU>",
            "TIQ/DateNaissance"
        ),
        (
            "<INDIVIDU>\(Samples.active.replacing("1.2", with: " "))\(Samples.traits)</INDIVIDU>", "INSACTIF/OID"
        ),
    ])
    func `half an identity is unreadable`(individual: String, path: String) {
        #expect(outcome(Samples.answer(individual)) == unreadable(path))
    }

    @Test func `what is no answer of the service is told apart`() {
        #expect(outcome(Samples.response("", status: 500)) == unreadable("empty body", status: 500))
        #expect(outcome(Samples.response("<!DOCTYPE html><html><br></html>")) == unreadable("XML"))
        #expect(outcome(Samples.response("<html/>", status: 404)) == unreadable("Envelope/Body", status: 404))
        #expect(outcome(Samples.response("<html/>", status: 503)) == .failure(.unavailable(status: 503)))
        #expect(outcome(Samples.answer("", code: " ")) == unreadable("CR/CodeCR"))
        let empty = Samples.envelope.0 + Samples.envelope.1
        #expect(outcome(Samples.response(empty)) == unreadable("Body/RESULTAT"))
        let answer = Samples.answer("", code: "01")
        let failed = HTTPResponse(status: 500, contentType: nil, body: answer.body)
        #expect(outcome(failed) == unreadable("status", status: 500))
    }

    @Test(arguments: ["soap/env/default", "soap/S/ns2", "soap/S/default"])
    func `prefixes play no role`(style: String) throws {
        let names = style.split(separator: "/")
        let soap = "http://www.w3.org/2003/05/soap-envelope"
        let prefix = names[2] == "default" ? "" : "\(names[2]):"
        let declaration = names[2] == "default" ? "xmlns" : "xmlns:\(names[2])"
        let individual = "<INDIVIDU>\(Samples.active)\(Samples.traits)</INDIVIDU>"
        let inner = "<RESULTAT><CR><CodeCR>00</CodeCR><LibelleCR>OK</LibelleCR></CR>\(individual)</RESULTAT>"
        let prefixed = inner.replacing("</", with: "\u{1}").replacing("<", with: "<\(prefix)")
            .replacing("\u{1}", with: "</\(prefix)")
            .replacing(
                "\(prefix)RESULTAT>", with: "\(prefix)RESULTAT \(declaration)=\"http://www.cnamts.fr/INSiResultat\">",
                maxReplacements: 1)
        let text =
            "<\(names[0]):Envelope xmlns:\(names[0])=\"\(soap)\"><\(names[1]):Body xmlns:\(names[1])=\"\(soap)\">"
            + "\(prefixed)</\(names[1]):Body></\(names[0]):Envelope>"
        #expect(try reader.read(Samples.response(text)).identity?.traits.birthName == "SYNTHE")
    }
}
