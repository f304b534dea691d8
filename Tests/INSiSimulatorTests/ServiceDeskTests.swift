import Cryptography
import Foundation
import SAML
import Testing

@testable import INSiSimulator

struct ServiceDeskTests {
    private let pki: TestPKI
    private let desk: ServiceDesk

    init() throws {
        pki = try TestPKI.shared.get()
        desk = ServiceDesk(
            authorisations: ["TESTSGIE0000"],
            assertions: AssertionCheck(trust: TrustStore(anchors: [pki.authority])),
            vitaleAssertions: VitaleAssertionCheck(isRequired: false))
    }

    /// The code of the fault that a message gets; `00` and so on when it gets an answer.
    private func code(_ text: String, contentType: String = Requests.contentType) throws -> String {
        try desk.code(of: text, contentType: contentType)
    }

    @Test func `a right request is answered`() throws {
        #expect(try code(Requests.envelope(pki.card.assertion())) == "00")
    }

    @Test(arguments: [
        ("<ctxbam:Temps>2", "<ctxbam:Temps>x", "sim_context_bam"), ("\"01_02\"", "\"01_03\"", "sim_context_bam"),
        ("\"01_00\"", "\"1\"", "sim_context_lps"), (" R=\"4\"", "", "sim_context_lps"),
        ("<ctxlps:Version>1.2.3<", "<ctxlps:Version><", "sim_context_lps"),
        ("<ctxlps:Emetteur>8", "<ctxlps:Emetteur>9", "sim_emitter"),
        ("Emetteur>899900000001", "Emetteur>899900000002", "sim_emitter"),
        ("TESTSGIE0000", "TESTSGIE0001", "desir_550"),
        ("<ctxbam:Rang>1", "<ctxbam:Rang>2", "sim_cover"),
        ("<ctxbam:Num>1810163220751", "<ctxbam:Num>1810163220752", "sim_cover"),
        ("1981-01-01", "19810101", "sim_context_bam"), ("1810163220751", "181016322075", "sim_context_bam"),
        ("rechercherInsAvecCarteVitale", "rechercherInsAvecTraitsIdentite", "sim_action"),
        ("INSiRecVit", "INSiRecSans", "sim_request"), ("uuid:[0-9a-f-]+", "", "sim_message_id"),
        ("</soap:Envelope>", "", "sim_envelope"), ("2003/05/soap-envelope", "2003/05/soap", "sim_envelope"),
        ("identifiantFacturation", "identifiantfacturation", "sim_assertion_digest"),
        ("<SignatureValue>....", "<SignatureValue>AAAA", "sim_assertion_signature"),
        ("<wsse:Security.*</wsse:Security>", "", "sim_assertion_malformed"),
    ])
    func `a wrong request is refused for what is wrong`(pattern: String, replacement: String, expected: String) throws {
        let right = try Requests.envelope(pki.card.assertion())
        let wrong = right.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        #expect(wrong != right)
        #expect(try code(wrong) == expected)
    }

    @Test(arguments: ["text/xml", "application/soap+xml", "application/soap+xml; action=\"other\""])
    func `a Content-Type without the right action is refused`(type: String) throws {
        #expect(try code(Requests.envelope(pki.card.assertion()), contentType: type) == "sim_action")
    }

    @Test func `an assertion is refused when old, of the future, or of other words than its certificate`() throws {
        let card = pki.card
        #expect(try code(Requests.envelope(card.assertion(age: 3540))) == "00")
        #expect(try code(Requests.envelope(card.assertion(age: 3660))) == "sim_assertion_too_old")
        #expect(try code(Requests.envelope(card.assertion(age: -240))) == "00")
        #expect(try code(Requests.envelope(card.assertion(age: -360))) == "sim_assertion_in_future")
        #expect(try code(Requests.envelope(card.assertion(nameID: "899900000002"))) == "sim_assertion_name_id")
        #expect(try code(Requests.envelope(card.assertion(qualifier: "CPF"))) == "sim_assertion_name_qualifier")
        let sector = AssertionContent.Attribute(name: "secteurActivite", value: "SA07")
        #expect(try code(Requests.envelope(card.assertion(attributes: [sector]))) == "sim_assertion_billing")
    }

    @Test func `a card is refused that is expired or of another authority`() throws {
        let key = pki.card.key
        let expired = try TestPKI.card(by: pki.authority, pki.authorityKey, key: key, start: -7200, end: -60)
        #expect(try code(Requests.envelope(expired.assertion(age: 120))) == "sim_assertion_certificate")
        let stranger = try CertificateIssuer.selfSigned(TestPKI.template("Stranger", serial: 9), key: key)
        let foreign = try TestPKI.card(by: stranger, key, key: key)
        #expect(try code(Requests.envelope(foreign.assertion())) == "sim_assertion_certificate")
        let untyped = try TestPKI.card(by: pki.authority, pki.authorityKey, key: key, type: nil)
        #expect(try code(Requests.envelope(untyped.assertion(qualifier: "CPX"))) == "00")
    }

    @Test func `no prefix of a request and no changed byte traps`() async throws {
        let bytes = Array(try Requests.envelope(pki.card.assertion()).utf8)
        for index in bytes.indices {
            let cut = desk.answer(
                Array(bytes.prefix(index)), contentType: Requests.contentType, from: .professional, as: Behaviour(),
                at: DateTime.now())
            #expect(cut.status == 500)
            var changed = bytes
            changed[index] = changed[index] &+ 1
            _ = desk.answer(
                changed, contentType: Requests.contentType, from: .professional, as: Behaviour(), at: DateTime.now())
            await Task.yield()
        }
    }

    @Test func `no changed byte of a search by traits or of a verification traps`() async throws {
        for message in [Message(security: Message.security("")), VerificationTests.message()] {
            let bytes = Array(message.text.utf8)
            for index in bytes.indices {
                var changed = bytes
                changed[index] = changed[index] ^ 0x15
                _ = desk.answer(
                    changed, contentType: message.contentType, from: .software(Message.software), as: Behaviour(),
                    at: DateTime.now())
                await Task.yield()
            }
        }
    }
}
