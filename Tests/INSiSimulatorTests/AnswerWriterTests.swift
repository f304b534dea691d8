import Foundation
import HealthIdentity
import SpecDataKit
import Testing

@testable import INSiSimulator

struct AnswerWriterTests {
    private func live(_ name: String) throws -> String {
        String(decoding: try SpecData.message(name), as: UTF8.self)
    }

    private func dominique() throws -> INSIdentity {
        guard
            case .one(let identity) = PersonBase.builtIn.search(
                VitaleQuery(number: "297022A020778", birthDate: "1997-02-26", rank: 1))
        else { throw CocoaError(.fileNoSuchFile) }
        return identity
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the answer and the fault that were captured are written byte for byte`() throws {
        let answer = try live("live_CR00_ADRTROIS_DOMINIQUE.xml")
        let dominique = try dominique()
        #expect(AnswerWriter(style: .env).found(dominique) == answer)
        let fault = try live("live_fault_insi_102.xml")
        #expect(FaultWriter(style: .env).write(.insi102, messageID: "uuid:x") == fault)
        let none = try live("inject_CR01.xml").replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines)
        #expect(AnswerWriter(style: .plain).none() == none)
    }

    @Test func `a fault of the front echoes the MessageID, escaped`() {
        let text = FaultWriter(style: .env).write(.desir550, messageID: "uuid:\"<&>")
        #expect(
            text.contains(
                "<siram:Erreur code=\"desir_550\" messageID=\"uuid:&quot;&lt;&amp;&gt;\" severite=\"erreur\" "))
        #expect(text.contains("<soap:Subcode><soap:Value>soap:siram_100</soap:Value></soap:Subcode>"))
        #expect(!FaultWriter(style: .env).write(.desir550, messageID: nil, withDetail: false).contains("Detail"))
    }
}
