import Foundation
import HTTPS
import HealthIdentity
import SpecDataKit
import Testing
import XML

@testable import INSi

@Suite(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
struct LiveMessagesTests {
    private var reader: AnswerReader {
        get throws { AnswerReader(messageID: "uuid:sent", operation: try Samples.search()) }
    }

    private func response(_ name: String, status: Int = 200) throws -> HTTPResponse {
        HTTPResponse(status: status, contentType: nil, body: try SpecData.message(name))
    }

    @Test func `every message is read byte for byte as it is`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: SpecData.folder.path + "/messages")
        #expect(names.count >= 9)
        for name in names {
            let root = try XMLReader.parse(SpecData.message(name))
            #expect(["Envelope", "Assertion"].contains(root.name.local), "\(name)")
        }
    }

    @Test func `the live answer gives its identity`() throws {
        let matricule = try #require(Matricule("297022A020778"))
        let identity = INSIdentity(
            active: INSNumber(matricule: matricule, key: "78", oid: "1.2.250.1.213.1.4.8"), history: [],
            traits: PatientTraits(
                birthName: "ADRTROIS", givenNames: "DOMINIQUE", sex: "F", birthDate: BirthDate("1997-02-26"),
                birthPlace: "2A020"))
        let response = try response("live_CR00_ADRTROIS_DOMINIQUE.xml")
        let answer = try reader.read(response)
        #expect(answer == Samples.answer(.found, label: "OK", identity: identity, image: response.body))
    }

    @Test func `the official answer of 2021 gives its identity`() throws {
        let identity = try #require(try reader.read(response("official_WS_INS2_reponse.xml")).identity)
        #expect(identity.active.matricule.number == "2070585756270")
        #expect(identity.active.key == "97")
        #expect(identity.traits.birthName == "PATB-QUATRE")
        #expect(identity.traits.givenNames == "LAURENCE")
        #expect(identity.traits.birthPlace == "85756")
    }

    @Test func `the injected answer is none`() throws {
        let answer = try reader.read(response("inject_CR01.xml"))
        #expect(answer.returnCode == .none)
        #expect(answer.content.label == "Aucune identite trouvee")
        #expect(answer.identity == nil)
    }

    @Test func `the live fault gives its code and words`() throws {
        let error = #expect(throws: INSiError.self) {
            try reader.read(response("live_fault_insi_102.xml", status: 500))
        }
        guard case .fault(let fault) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(fault.code == "insi_102")
        #expect(fault.severity == "fatal")
        #expect(fault.subcode == "siram_40")
        #expect(fault.side == .receiver)
        #expect(fault.messageID == "uuid:sent")
        #expect(fault.reason?.hasPrefix("Le service est temporairement inaccessible.") == true)
        #expect(fault.text?.hasPrefix("L'appel au service") == true)
    }

    @Test(arguments: [
        "live_CR00_ADRTROIS_DOMINIQUE.xml", "live_fault_insi_102.xml", "inject_CR01.xml",
        "official_WS_INS2_reponse.xml",
    ])
    func `no prefix of a message and no changed byte traps`(name: String) throws {
        let reader = try reader
        let bytes = try SpecData.message(name)
        let trimmed = bytes.prefix(bytes.lastIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? 0)
        for count in 0..<trimmed.count {
            let cut = HTTPResponse(status: 200, contentType: nil, body: Array(trimmed.prefix(count)))
            #expect(throws: INSiError.self) { try reader.read(cut) }
        }
        for index in trimmed.indices {
            var changed = Array(trimmed)
            changed[index] = changed[index] &+ 1
            _ = try? reader.read(HTTPResponse(status: 200, contentType: nil, body: changed))
        }
    }
}
