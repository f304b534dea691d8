import HTTPS
import HealthIdentity
import Testing

@testable import INSi

struct AnswerReaderTests {
    private let reader = AnswerReader(messageID: "uuid:sent")

    /// What the reader makes of a response.
    private func outcome(_ response: HTTPResponse) -> Result<INSiAnswer, INSiError> {
        Result { () throws(INSiError) in try reader.read(response) }
    }

    private func unreadable(_ what: String, status: Int = 200) -> Result<INSiAnswer, INSiError> {
        .failure(.unreadableAnswer(status: status, what: what))
    }

    @Test func `an identity is kept as received, traits that are absent stay absent`() throws {
        let answer = try reader.read(Samples.answer("<INDIVIDU>\(Samples.active)\(Samples.traits)</INDIVIDU>"))
        let matricule = try #require(Matricule("1990199999888"))
        let expected = INSIdentity(
            active: INSNumber(matricule: matricule, key: nil, oid: "1.2"), history: [],
            traits: PatientTraits(
                birthName: "SYNTHE", givenNames: nil, sex: nil, birthDate: BirthDate("1999-00-00"), birthPlace: nil))
        #expect(answer == INSiAnswer(messageID: "uuid:sent", returnCode: .found, label: "Words", identity: expected))
    }

    @Test func `history is tolerated in any order, with a type, with dates that contradict and wrong keys`() throws {
        let first =
            "<INSHISTO><DateFin>2019-02-28</DateFin><DateDeb>2019-03-01</DateDeb><OID> 1.3 </OID><IdIndividu>"
            + "<TypeMatricule>NIR</TypeMatricule><Cle>00</Cle><NumIdentifiant>2990199999888</NumIdentifiant></IdIndividu></INSHISTO>"
        let second = Samples.active.replacing("INSACTIF", with: "INSHISTO")
        let individual = "<INDIVIDU>\(first)\(Samples.traits)\(second)\(Samples.active)</INDIVIDU>"
        let identity = try #require(try reader.read(Samples.answer(individual)).identity)
        let older = try #require(Matricule("2990199999888"))
        #expect(
            identity.history == [
                INSNumber(matricule: older, key: "00", oid: "1.3", from: "2019-03-01", until: "2019-02-28"),
                identity.active,
            ])
        #expect(identity.history.first?.hasCoherentKey == false)
    }

    @Test(arguments: [("01", ReturnCode.none), ("02", .several), ("77", ReturnCode(rawValue: "77"))])
    func `none, several and unknown codes are answers without identity`(text: String, code: ReturnCode) throws {
        let answer = try reader.read(Samples.answer("", code: text))
        #expect(answer == INSiAnswer(messageID: "uuid:sent", returnCode: code, label: "Words", identity: nil))
    }

    @Test(arguments: [
        ("", "RESULTAT/INDIVIDU"),
        ("<INDIVIDU>\(Samples.traits)</INDIVIDU>", "INDIVIDU/INSACTIF"),
        ("<INDIVIDU>\(Samples.active)</INDIVIDU>", "INDIVIDU/TIQ"),
        (
            "<INDIVIDU>\(Samples.active.replacing("1990199999888", with: "199019999988"))\(Samples.traits)</INDIVIDU>",
            "INSACTIF/IdIndividu/NumIdentifiant"
        ),
        (
            "<INDIVIDU>\(Samples.active)\(Samples.traits)<INSHISTO><OID>1</OID></INSHISTO></INDIVIDU>",
            "INSHISTO/IdIndividu"
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
        #expect(outcome(Samples.response("<html/>", status: 503)) == unreadable("Envelope/Body", status: 503))
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
