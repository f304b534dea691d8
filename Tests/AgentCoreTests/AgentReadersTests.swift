import AgentTestKit
import CardSimulator
import Foundation
import SmartCard
import Testing

@testable import AgentCore

/// Readers: what they are used for, where they are, and those that cannot be used.
@Suite struct AgentReadersTests {
    private static func configuration(_ folder: URL) -> Configuration {
        var configuration = AgentBench.configuration()
        configuration.stateDirectory = folder.path
        return configuration
    }

    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "roles-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test("A reader keeps the role that its cards gave it, over removal, restart and another name")
    func remembered() async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let places = ScriptedLocator([AgentBench.desk: "1-1.4", AgentBench.counter: "1-1.5"])
        try await AgentBench.run(Self.configuration(folder), .init(locator: places)) { bench in
            try await bench.until("located") { $0.readers.count == 2 && $0.readers.allSatisfy { $0.usbPath != nil } }
            #expect(bench.state.readers.map(\.role) == [nil, nil])
            try await bench.insertProfessional()
            try await bench.insertVitale()
            bench.remove(from: AgentBench.desk)
            bench.remove(from: AgentBench.counter)
            let state = try await bench.until("empty") { $0.readers.allSatisfy { $0.card == nil } }.state
            #expect(state.readers.map(\.role) == [.professional, .patient])
        }
        let exchanged = ScriptedLocator([AgentBench.desk: "1-1.5", AgentBench.counter: "1-1.4"])
        try await AgentBench.run(Self.configuration(folder), .init(locator: exchanged)) { bench in
            let state = try await bench.until("located") {
                $0.readers.count == 2 && $0.readers.allSatisfy { $0.usbPath != nil }
            }.state
            #expect(state.readers.map(\.role) == [.patient, .professional])
        }
    }

    @Test("Two slots of one device are told apart by their order")
    func slots() {
        let (first, second) = (Reader(name: "KAP-LINK 00 00"), Reader(name: "KAP-LINK 00 01"))
        let path = ReaderLocation(usbPath: "1-2")
        #expect(ReaderRoles.place(of: first, in: [first: path, second: path]) == "1-2/0")
        #expect(ReaderRoles.place(of: second, in: [first: path, second: path]) == "1-2/1")
        #expect(ReaderRoles.place(of: first, in: [:]) == nil)
    }

    @Test("Either reader takes either card")
    func exchanged() async throws {
        try await AgentBench.run { bench in
            bench.insert(try Sample.professionalCard(), in: AgentBench.counter)
            try await bench.until("professional") { $0.professional.status == .locked }
            bench.insert(try Sample.vitaleCard(), in: AgentBench.desk)
            try await bench.until("patient") { $0.patient.status == .ready }
            #expect(bench.state.readers.map(\.role) == [.patient, .professional])
        }
    }

    @Test("What cannot be a patient's or a signer's card keeps nobody from using the one that can")
    func standingBack() async throws {
        try await AgentBench.run { bench in
            let third = Reader(name: "Lecteur C")
            bench.report(.readerAdded(third))
            try await bench.insertProfessional()
            try await bench.insertVitale()
            for card in [OtherCardDescription(.phone), OtherCardDescription(.cps2ter)] {
                bench.insert(try OtherCard(card), in: third)
                try await bench.until("shown") { $0.readers.last?.card != nil && $0.readers.last?.role != nil }
                #expect(bench.state.patient.status == .ready)
                #expect(bench.state.professional.status == .locked)
                bench.remove(from: third)
                try await bench.until("gone") { $0.readers.last?.card == nil }
            }
            bench.insert(try Sample.professionalCard { $0.expired = true }, in: third)
            try await bench.until("shown") { $0.readers.last?.card == "professional" }
            try await bench.present("1234")
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test("A mute card is told where its reader is used for the professional")
    func muteInProfessionalReader() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            bench.remove(from: AgentBench.desk)
            bench.report(.cardMute(AgentBench.desk))
            let state = try await bench.until("mute") { $0.professional.problem?.code == "card.mute" }.state
            #expect(state.patient.problem == nil)
        }
    }

    @Test("A Vitale card in a slot of the reader's own software is not offered")
    func ownSoftware() async throws {
        try await AgentBench.run { bench in
            let slot = Reader(name: "Ingenico PSS Reader 0")
            bench.report(.readerAdded(slot))
            bench.insert(try Sample.vitaleCard(), in: slot)
            try await bench.until("refused") { $0.patient.problem?.code == "reader.notPCSC" }
        }
    }

    @Test(
        "A reader that another program keeps is named, and read by itself once it is free",
        arguments: [(CardError.readerExclusive, "reader.exclusive"), (.readerHeld, "reader.held")])
    func kept(_ error: CardError, _ code: String) async throws {
        try await AgentBench.run { bench in
            let insertion = bench.cards.put(try Sample.vitaleCard(), in: AgentBench.counter)
            bench.cards.fail(AgentBench.counter, atTransmit: 1, with: error)
            bench.report(.cardInserted(insertion))
            try await bench.until("named") { $0.patient.problem?.code == code }
            try await bench.until("read") { $0.patient.status == .ready }
        }
    }

    @Test("A card that is reset while it is read is read again; one that is reset again and again is named")
    func resets() async throws {
        try await AgentBench.run { bench in
            let insertion = bench.cards.put(try Sample.vitaleCard(), in: AgentBench.counter)
            for transmit in [2, 5] { bench.cards.fail(AgentBench.counter, atTransmit: transmit, with: .cardReset) }
            bench.report(.cardInserted(insertion))
            try await bench.until("read") { $0.patient.status == .ready }
            bench.remove(from: AgentBench.counter)
            try await bench.until("gone") { $0.patient.status == .absent }
            let next = bench.cards.put(try Sample.vitaleCard(), in: AgentBench.counter)
            for transmit in 1...8 { bench.cards.fail(AgentBench.counter, atTransmit: transmit, with: .cardReset) }
            bench.report(.cardInserted(next))
            try await bench.until("named") { $0.patient.problem?.code == "card.reset" }
        }
    }
}
