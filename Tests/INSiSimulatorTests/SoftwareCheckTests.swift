import SAML
import Testing

@testable import INSiSimulator

struct SoftwareCheckTests {
    @Test(arguments: ["INSI-AUTO", "INSI-MANU"])
    func `either role is taken, without Security and with an empty one`(name: String) throws {
        let software = ClientIdentity(commonName: name, organisationalUnit: "10B0152872")
        let desk = try ServiceDesk.shared()
        #expect(try desk.judge(Message(), from: software).code == "00")
        #expect(try desk.judge(Message(security: Message.security("")), from: software).code == "00")
    }

    @Test(arguments: ["INSI_AUTO", "insi-auto", "INSI-AUTO ", "INSI–MANU", "", "10B0152872"])
    func `another role is desir_560, whatever the message`(name: String) throws {
        let software = ClientIdentity(commonName: name, organisationalUnit: "10B0152872")
        #expect(try ServiceDesk.shared().judge(Message(), from: software).code == "desir_560")
        #expect(try ServiceDesk.shared().judge(Message(body: "<x/>"), from: software).code == "desir_560")
    }

    @Test func `Emetteur must be the certificate's OU`() throws {
        #expect(try ServiceDesk.shared().judge(Message(emitter: "899900000001")).code == "sim_emitter")
    }

    @Test func `an assertion has no place there`() throws {
        let assertion = String(decoding: try TestPKI.shared.get().card.assertion().octets, as: UTF8.self)
        let judgement = try ServiceDesk.shared().judge(Message(security: Message.security(assertion)))
        #expect(judgement.code == "sim_security")
        #expect(judgement.text == "Security/Assertion : élément inconnu.")
    }

    @Test func `the same message in CPx mode lacks its assertion`() throws {
        let message = Message()
        let desk = try ServiceDesk.shared()
        #expect(try desk.judge(message.text, contentType: message.contentType).code == "sim_assertion_malformed")
    }

    @Test func `WS_INS2 with the professional's assertion is answered in CPx mode`() throws {
        let assertion = String(decoding: try TestPKI.shared.get().card.assertion().octets, as: UTF8.self)
        let message = Message(emitter: TestPKI.emitter, security: Message.security(assertion))
        #expect(try ServiceDesk.shared().judge(message.text, contentType: message.contentType).code == "00")
        let more = Message(emitter: TestPKI.emitter, security: Message.security(assertion + "<x/>"))
        #expect(try ServiceDesk.shared().judge(more.text, contentType: more.contentType).code == "sim_security")
    }
}
