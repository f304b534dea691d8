import HTTPS
import Testing

@testable import INSi

struct SOAPFaultTests {
    /// The fault that these children of Fault are read as.
    private func fault(_ children: String, status: Int = 500) throws -> SOAPFault {
        let text = "\(Samples.envelope.0)<s:Fault>\(children)</s:Fault>\(Samples.envelope.1)"
        do {
            _ = try AnswerReader(messageID: "uuid:sent", operation: Samples.search()).read(
                Samples.response(text, status: status))
            throw INSiError.unreadableAnswer(status: status, what: "no fault")
        } catch INSiError.fault(let fault) {
            return fault
        }
    }

    private let code =
        "<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>s:siram_100</s:Value></s:Subcode></s:Code>"
    private let reason = "<s:Reason><s:Text xml:lang=\"fr\">Pour l'humain.</s:Text></s:Reason>"
    private let detail =
        "<s:Detail><e:Erreur code=\"desir_550\" messageID=\"uuid:echo\" severite=\"erreur\" xmlns:e=\"urn:siram\">"
        + "Technique.</e:Erreur></s:Detail>"

    @Test(arguments: [200, 500]) func `a fault is one, whatever the status`(status: Int) throws {
        let expected = SOAPFault(
            subcode: "siram_100", side: .sender, code: "desir_550", severity: "erreur", messageID: "uuid:echo",
            reason: "Pour l'humain.", text: "Technique.")
        #expect(try fault(code + reason + detail, status: status) == expected)
    }

    @Test func `the MessageID that was sent stands in for one not echoed`() throws {
        let expected = SOAPFault(
            subcode: "siram_40", side: .receiver, code: nil, severity: nil, messageID: "uuid:sent", reason: nil,
            text: nil)
        let fault = try fault(code.replacing("siram_100", with: "siram_40").replacing("Sender", with: "Receiver"))
        #expect(fault == expected)
    }

    @Test func `a fault with nothing in it is still a fault`() throws {
        let expected = SOAPFault(
            subcode: nil, side: nil, code: nil, severity: nil, messageID: "uuid:sent", reason: nil, text: nil)
        #expect(try fault("") == expected)
        #expect(try fault(code.replacing("s:Sender", with: "").replacing("s:siram_100", with: " ")) == expected)
    }
}
