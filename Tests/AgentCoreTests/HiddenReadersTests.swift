import Foundation
import SmartCard
import Testing

@testable import AgentCore

@Suite("Readers on USB that PC/SC does not show")
struct HiddenReadersTests {
    private func hidden(_ devices: [USBReader], shown: [String], located: [String: String] = [:]) throws -> [String] {
        let readers = located.map { #"{"name": "\#($0.key)", "usbPath": "\#($0.value)"}"# }.joined(separator: ",")
        let text = """
            {"agent": {"environment": "test", "authentication": "cpx", "readerService": "available"},
             "readers": [\(readers)], "professional": {"status": "absent"}}
            """
        let agent = try JSONDecoder().decode(SeenAgent.self, from: Data(text.utf8))
        return HiddenReaders.among(devices, shown: shown.map { Reader(name: $0) }, agent: agent).map(\.path)
    }

    @Test("Of two readers of one model the one that pcscd did not take is found, by where the agent located the other")
    func twins() throws {
        let twins = [USBReader.sample("1-1"), .sample("1-2")]
        let name = "Gemalto PC Twin Reader (A1) 00 00"
        #expect(try hidden(twins, shown: [name], located: [name: "1-1"]) == ["1-2"])
        #expect(try hidden(twins, shown: [name], located: [name: "1-2"]) == ["1-1"])
        #expect(try hidden(twins, shown: [name, "Gemalto PC Twin Reader (B2) 01 00"], located: [name: "1-2"]).isEmpty)
        #expect(try hidden(twins, shown: [name], located: ["Gone 00 00": "1-1"]).count == 1, "of a reader that is gone")
    }

    @Test("Without the agent they are counted, and the one that something keeps from PC/SC is named")
    func counted() throws {
        let held = [USBReader.sample("1-1", .heldByProgram(name: "scdaemon", pid: 1)), .sample("1-2")]
        #expect(try hidden(held, shown: ["Gemalto PC Twin Reader 00 00"]) == ["1-1"])
        #expect(try hidden(held, shown: []) == ["1-1", "1-2"])
        #expect(try hidden(held, shown: ["Gemalto PC Twin Reader 00 00", "Gemalto PC Twin Reader 01 00"]).isEmpty)
        let claimed = [USBReader.sample("1-1"), .sample("1-2", .notTaken(isClaimed: true))]
        #expect(try hidden(claimed, shown: ["Gemalto PC Twin Reader 00 00"]) == ["1-1"])
    }

    @Test("The slots of one reader are one, and a longer name is another driver's")
    func names() throws {
        let twins = [USBReader.sample("1-1"), .sample("1-2")]
        #expect(try hidden(twins, shown: ["Gemalto PC Twin Reader 00 00", "Gemalto PC Twin Reader 00 01"]).count == 1)
        let others = [USBReader.sample("1-1", driver: "Gemalto PC"), .sample("1-2", driver: "Gemalto PC Twin Reader")]
        #expect(try hidden(others, shown: ["Gemalto PC Twin Reader 00 00"]) == ["1-1"])
        #expect(try hidden([.sample("1-1", driver: nil)], shown: ["Gemalto PC Twin Reader 00 00"]) == ["1-1"])
    }
}
