import Foundation
import Testing

@testable import INSiSimulator

struct RequestTableTests {
    /// A change of the right request, the code of the refusal, and the rule that its text names.
    typealias Row = (pattern: String, replacement: String, code: String, rule: String)

    static let bam: [Row] = [
        (" Version=\"01_02\"", "", "sim_context_bam", "ContexteBAM/@Version : attribut obligatoire"),
        ("\"01_02\"", "\"1.0\"", "sim_context_bam", "ContexteBAM/@Version : forme attendue"),
        ("\"CTXBAM\"", "\"BAM\"", "sim_context_bam", "ContexteBAM/@Nature : forme attendue"),
        ("Nature=\"CTXBAM\"", "Autre=\"x\"", "sim_context_bam", "ContexteBAM/@Autre : attribut inconnu"),
        ("<bam:Id>[^<]*</bam:Id>", "", "sim_context_bam", "ContexteBAM/Id : élément obligatoire"),
        ("<bam:Id>[^<]*<", "<bam:Id> <", "sim_context_bam", "ContexteBAM/Id : forme attendue"),
        ("<bam:Id>", "<bam:Id>x</bam:Id><bam:Id>", "sim_context_bam", "ContexteBAM/Id : au plus 1 fois"),
        ("<bam:Temps>[^<]*</bam:Temps>", "", "sim_context_bam", "ContexteBAM/Temps : élément obligatoire"),
        (
            "<bam:Temps>2026", "<bam:Temps>le 2026", "sim_context_bam",
            "ContexteBAM/Temps : forme attendue : xsd:dateTime"
        ),
        ("<bam:Emetteur>[^<]*</bam:Emetteur>", "", "sim_context_bam", "ContexteBAM/Emetteur : élément obligatoire"),
        (
            "(<bam:Temps>[^<]*</bam:Temps>)(<bam:Emetteur>[^<]*</bam:Emetteur>)", "$2$1", "sim_context_bam",
            "ContexteBAM/Temps : élément déplacé"
        ),
        (
            "<bam:COUVERTURE>", "<bam:DateRef>hier</bam:DateRef><bam:COUVERTURE>", "sim_context_bam",
            "ContexteBAM/DateRef : forme attendue"
        ),
        ("<bam:COUVERTURE></bam:COUVERTURE>", "", "sim_context_bam", "ContexteBAM/COUVERTURE : élément obligatoire"),
        ("<bam:COUVERTURE>", "<bam:COUVERTURE><bam:Autre/>", "sim_context_bam", "COUVERTURE/Autre : élément inconnu"),
        ("<bam:COUVERTURE>", "<bam:COUVERTURE>texte", "sim_context_bam", "COUVERTURE : pas de texte ici"),
        ("<bam:COUVERTURE>", "<bam:COUVERTURE><bam:CodeCentre/>", "sim_cover", "COUVERTURE vide attendue"),
        ("bam:Id>", "lps:Id>", "sim_context_bam", "ContexteBAM/Id : élément inconnu"),
    ]

    static let cover: [(String, String)] = [
        ("<bam:ASSURE><bam:Id><bam:Num>181016322075</bam:Num></bam:Id></bam:ASSURE>", "ASSURE/Id/Num : forme attendue"),
        ("<bam:ASSURE><bam:Id><bam:Cle>4</bam:Cle></bam:Id></bam:ASSURE>", "ASSURE/Id/Cle : forme attendue"),
        (
            "<bam:BENEFICIAIRE><bam:DateNai>1981</bam:DateNai></bam:BENEFICIAIRE>",
            "BENEFICIAIRE/DateNai : forme attendue"
        ),
        ("<bam:BENEFICIAIRE><bam:Rang>un</bam:Rang></bam:BENEFICIAIRE>", "BENEFICIAIRE/Rang : forme attendue"),
        ("<bam:BENEFICIAIRE><bam:Porteur>10</bam:Porteur></bam:BENEFICIAIRE>", "BENEFICIAIRE/Porteur : forme attendue"),
        ("<bam:BENEFICIAIRE/><bam:ASSURE/>", "COUVERTURE/ASSURE : élément déplacé"),
        (
            "<bam:BENEFICIAIRE><bam:Nir><bam:DateCertification>2020-02-30</bam:DateCertification></bam:Nir>"
                + "</bam:BENEFICIAIRE>", "Nir/DateCertification : forme attendue"
        ),
    ]

    static let lps: [Row] = [
        (" Version=\"01_00\"", "", "sim_context_lps", "ContexteLPS/@Version : attribut obligatoire"),
        ("\"CTXLPS\"", "\"LPS\"", "sim_context_lps", "ContexteLPS/@Nature : forme attendue"),
        ("<lps:Id>[^<]*</lps:Id>", "", "sim_context_lps", "ContexteLPS/Id : élément obligatoire"),
        ("<lps:Temps>[^<]*</lps:Temps>", "", "sim_context_lps", "ContexteLPS/Temps : élément obligatoire"),
        ("<lps:Emetteur>[^<]*</lps:Emetteur>", "", "sim_context_lps", "ContexteLPS/Emetteur : élément obligatoire"),
        ("<lps:LPS>.*</lps:LPS>", "", "sim_context_lps", "ContexteLPS/LPS : élément obligatoire"),
        (" R=\"4\"", "", "sim_context_lps", "LPS/IDAM/@R : attribut obligatoire"),
        ("R=\"4\"", "R=\"3\"", "sim_context_lps", "LPS/IDAM/@R : forme attendue"),
        ("<lps:IDAM.*</lps:IDAM>", "", "sim_context_lps", "LPS/IDAM : élément obligatoire"),
        ("<lps:Version>[^<]*</lps:Version>", "", "sim_context_lps", "LPS/Version : élément obligatoire"),
        ("<lps:Instance>[^<]*</lps:Instance>", "", "sim_context_lps", "LPS/Instance : élément obligatoire"),
        ("<lps:Nom>[^<]*</lps:Nom>", "", "sim_context_lps", "LPS/Nom : élément obligatoire"),
        ("<lps:Nom>[^<]*</lps:Nom>", "<lps:Nom><lps:Id/></lps:Nom>", "sim_context_lps", "LPS/Nom : texte seul attendu"),
        ("<lps:Emetteur>1", "<lps:Emetteur>2", "sim_emitter", "Emetteur différent"),
    ]

    static let around: [Row] = [
        ("<wsa:MessageID>.*</wsa:MessageID>", "", "sim_header", "Header/MessageID : élément obligatoire"),
        ("uuid:", "urn:uuid:", "sim_message_id", "MessageID : forme attendue"),
        ("<wsa:Action>.*</wsa:Action>", "", "sim_header", "Header/Action : élément obligatoire"),
        (
            "<wsa:MessageID>", "<wsa:RelatesTo>x</wsa:RelatesTo><wsa:MessageID>", "sim_header",
            "RelatesTo : élément inconnu"
        ),
        ("<wsa:MessageID>", "<wsa:ReplyTo/><wsa:MessageID>", "sim_header", "ReplyTo/Address : élément obligatoire"),
        ("<soap:Header>", "<soap:Header>x", "sim_header", "Header : pas de texte ici"),
        ("<bam:ContexteBAM.*</bam:ContexteBAM>", "", "sim_header", "Header/ContexteBAM : élément obligatoire"),
        ("<lps:ContexteLPS.*</lps:ContexteLPS>", "", "sim_header", "Header/ContexteLPS : élément obligatoire"),
        ("<soap:Body>.*</soap:Body>", "<soap:Body/>", "sim_envelope", "Un élément attendu dans Body"),
        ("<soap:Body>.*</soap:Body>", "", "sim_envelope", "Header puis Body"),
        ("Identite<", "IdentiteX<", "sim_action", "ne concordent pas"),
    ]

    static let body: [Row] = [
        ("INSiRecSans", "INSiRecVit", "sim_request", "RECSANSVITALE : opération inconnue"),
        ("<Sexe>", "<Age>3</Age><Sexe>", "sim_request", "RECSANSVITALE/Age : élément inconnu"),
        ("<Sexe>", "<Sexe>M</Sexe><Sexe>", "sim_request", "RECSANSVITALE/Sexe : au plus 1 fois"),
        ("(<Prenom>.*</Prenom>)(<Sexe>.*</Sexe>)", "$2$1", "sim_request", "RECSANSVITALE/Prenom : élément déplacé"),
        ("<Sexe>F", "<Sexe><b/>F", "sim_request", "RECSANSVITALE/Sexe : texte seul attendu"),
        ("<NomNaissance>", "x<NomNaissance>", "sim_request", "RECSANSVITALE : pas de texte ici"),
    ]

    @Test(arguments: bam + lps + around + body)
    func `a request that breaks a rule is refused for it`(row: Row) throws {
        let right = Message()
        let wrong = right.text.replacingOccurrences(
            of: row.pattern, with: row.replacement, options: .regularExpression)
        #expect(wrong != right.text)
        let judgement = try ServiceDesk.shared().judge(
            wrong, contentType: right.contentType, from: .software(Message.software))
        #expect(judgement.code == row.code)
        #expect(judgement.text.contains(row.rule), "\(judgement.text)")
    }

    @Test(arguments: cover)
    func `a cover that breaks a rule is refused for it`(cover: String, rule: String) throws {
        let judgement = try ServiceDesk.shared().judge(Message(cover: cover))
        #expect(judgement.code == "sim_context_bam")
        #expect(judgement.text.contains(rule), "\(judgement.text)")
    }

    @Test(arguments: [
        "", "<wsa:To>https://localhost/lps</wsa:To>",
        "<wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>",
    ])
    func `what clients add, and a bare UUID, are taken`(addition: String) throws {
        let message = Message(messageID: UUID().uuidString)
        let text = message.text.replacing("<wsa:MessageID>", with: addition + "<wsa:MessageID>")
        let judgement = try ServiceDesk.shared().judge(
            text, contentType: message.contentType, from: .software(Message.software))
        #expect(judgement.code == "00")
    }

    @Test(arguments: [
        ("<ins:DateNaissance>.*</ins:DateNaissance>", "", "sim_request"),
        ("<ins:MatriculeOD>.*</ins:MatriculeOD>", "", "sim_request"),
        ("(<ins:RangNaissance>)1", "$1<ins:x/>1", "sim_request"),
        ("(<ins:DateNaissance>.*</ins:DateNaissance>)(<ins:Rang.*</ins:RangNaissance>)", "$2$1", "sim_request"),
        ("<ins:NumIdentifiant>1810163220751</ins:NumIdentifiant>", "<ins:Cle>40</ins:Cle>", "sim_request"),
        ("Rang(Naissance)?>1<", "Rang$1>0<", "sim_birth_rank"),
        ("1981-01-01<", "1981-00-00<", "01"),
    ])
    func `the body of WS_INS1 has rules too`(pattern: String, replacement: String, code: String) throws {
        let right = try Requests.envelope(TestPKI.shared.get().card.assertion())
        let wrong = right.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        #expect(wrong != right)
        #expect(try ServiceDesk.shared().code(of: wrong) == code)
    }
}
