import Foundation
import HealthIdentity
import Testing

@testable import INSiSimulator

struct AnswerWriterTests {
    static let folder =
        ProcessInfo.processInfo.environment["INSI_SPEC_DATA"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/spec/insi-data").standardized
    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    private func live(_ name: String) throws -> String {
        try String(contentsOf: Self.folder.appendingPathComponent("messages/\(name)"), encoding: .utf8)
    }

    private func dominique() throws -> INSIdentity {
        guard case .one(let identity) = PersonBase().search(number: "297022A020778", birthDate: "1997-02-26", rank: 1)
        else { throw CocoaError(.fileNoSuchFile) }
        return identity
    }

    @Test(.enabled(if: isPresent, "the folder shared/spec/insi-data is absent"))
    func `the answer and the fault that were captured are written byte for byte`() throws {
        let answer = try live("live_CR00_ADRTROIS_DOMINIQUE.xml")
        let dominique = try dominique()
        #expect(AnswerWriter(style: .env).found(dominique) == answer)
        let fault = try live("live_fault_insi_102.xml")
        #expect(AnswerWriter.fault(.insi102, messageID: "uuid:x") == fault)
        let none = try live("inject_CR01.xml").replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines)
        #expect(AnswerWriter(style: .plain).none() == none)
    }

    @Test func `a fault of the front echoes the MessageID, escaped`() {
        let text = AnswerWriter.fault(.desir550, messageID: "uuid:\"<&>")
        #expect(
            text.contains(
                "<siram:Erreur code=\"desir_550\" messageID=\"uuid:&quot;&lt;&amp;&gt;\" severite=\"erreur\" "))
        #expect(text.contains("<soap:Subcode><soap:Value>soap:siram_100</soap:Value></soap:Subcode>"))
        #expect(!AnswerWriter.fault(.desir550, messageID: nil, withDetail: false).contains("Detail"))
    }
}
