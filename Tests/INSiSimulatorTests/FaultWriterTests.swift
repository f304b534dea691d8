import SpecDataKit
import Testing
import XML

@testable import INSiSimulator

struct FaultWriterTests {
    @Test(arguments: Mode.Fault.allCases, PrefixStyle.allCases)
    func `every fault of the table is read by its names alone`(fault: Mode.Fault, style: PrefixStyle) throws {
        let text = FaultWriter(style: style).write(fault.refusal, messageID: "uuid:x")
        let judgement = try Judgement(text)
        #expect(judgement.code == fault.rawValue)
        #expect(judgement.subcode == fault.refusal.subcode)
        #expect(text.contains("messageID=\"uuid:x\"") == fault.rawValue.hasPrefix("desir"))
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"), arguments: Mode.Fault.allCases)
    func `the detail is valid but for the severity that the schema does not know`(fault: Mode.Fault) throws {
        let schema = try XMLSchema(file: SpecData.schema("schema_faultSOAP_V01_01.xsd"))
        for quirks in [[], [.oldFaults], [.fatalSeverity]] as [Set<Quirk>] {
            let text = FaultWriter(style: .env, quirks: quirks).write(fault.refusal, messageID: "uuid:x")
            let document = try XMLDocument(Array(text.utf8))
            let error = try #require(Judgement.all(in: document.root).first { $0.name.local == "Erreur" })
            let isFatal = error[attribute: "severite"] == "fatal"
            #expect(isFatal == (quirks == [.fatalSeverity] || fault == .insi102))
            #expect(try schema.validate(document.exclusiveCanonicalForm(of: error)).isEmpty != isFatal)
        }
    }

    @Test func `the front's form of 2022 can be had`() {
        let text = FaultWriter(style: .env, quirks: [.oldFaults]).write(.desir550, messageID: "uuid:x")
        #expect(text.contains("<S:Fault xmlns:ns4=\"http://schemas.xmlsoap.org/soap/envelope/\">"))
        #expect(text.contains("<S:Text xml:lang=\"en\">"))
        #expect(text.contains("messageID=\"uuid:x\""))
        #expect(text.contains("<S:Value>S:siram_100</S:Value>"))
    }

    @Test func `the unusual style has none of the usual prefixes`() {
        for text in [
            FaultWriter(style: .unusual).write(.desir550, messageID: nil),
            FaultWriter(style: .unusual).write(.insi102, messageID: nil), AnswerWriter(style: .unusual).none(),
        ] {
            for usual in ["soap:", "S:", "env:", "siram:", "ns2:"] {
                #expect(!text.contains("<\(usual)") && !text.contains(">\(usual)"), "\(usual)")
            }
        }
    }
}
