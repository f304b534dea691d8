import AgentTestKit
import SmartCard
import Testing

@testable import AgentCore

/// Readers on USB that PC/SC does not show, and those lent to an administrator.
@Suite struct AgentUSBTests {
    private static let places = ScriptedLocator([AgentBench.desk: "1-1", AgentBench.counter: "1-2"])

    @Test("A terminal that does not speak PC/SC is listed with what to do, until it is unplugged")
    func terminal() async throws {
        let terminal = USBReader(
            model: USBIdentifier(0x0B00, 0x0090), name: "INGENICO Lecteur SESAM VITALE", bus: 2, address: 3,
            path: "2-1",
            interfaces: [], driverName: nil, obstacle: .notPCSC)
        let usb = ScriptedUSB([terminal])
        try await AgentBench.run(AgentBench.configuration(), .init(locator: Self.places, usb: usb)) { bench in
            let state = try await bench.until("listed") { $0.readers.contains { $0.problem != nil } }.state
            #expect(state.readers.last?.name == terminal.name)
            #expect(state.readers.last?.usbPath == "2-1")
            #expect(state.readers.last?.problem == AgentError(.readerNotPCSC))
            #expect(state.readers.last?.hint == KnownReaders.find(terminal.model)?.hint)
            usb.plug([])
            try await bench.until("gone") { $0.readers.count == 2 && $0.readers.allSatisfy { $0.problem == nil } }
        }
    }

    @Test(
        "A reader that pcscd shows is never doubled; one that it does not take is told of, and taken off when it is taken"
    )
    func notTaken() async throws {
        let usb = ScriptedUSB([.sample("1-1", address: 4), .sample("1-2", address: 5), .sample("1-3", address: 6)])
        let places = ScriptedLocator([
            AgentBench.desk: "1-1", AgentBench.counter: "1-2", Reader(name: "Lecteur C"): "1-3",
        ])
        try await AgentBench.run(AgentBench.configuration(), .init(locator: places, usb: usb)) { bench in
            let state = try await bench.until("told") { $0.readers.contains { $0.problem != nil } }.state
            #expect(state.readers.map(\.usbPath) == ["1-1", "1-2", "1-3"])
            #expect(state.readers.map { $0.problem?.code } == [nil, nil, "reader.notTaken"])
            bench.report(.readerAdded(Reader(name: "Lecteur C")))
            let taken = try await bench.until("taken") { $0.readers.allSatisfy { $0.problem == nil } }.state
            #expect(taken.readers.count == 3)
        }
    }

    @Test("Without pcscd only what it could never show is listed")
    func withoutService() async throws {
        let usb = ScriptedUSB([.sample("1-4", .noDriver), .sample("1-5", address: 6)])
        try await AgentBench.run(AgentBench.configuration(), .init(locator: Self.places, usb: usb)) { bench in
            try await bench.until("both") { $0.readers.compactMap(\.problem).count == 2 }
            bench.report(.serviceUnavailable(code: 0x8010_001D))
            let state = try await bench.until("lost") { !$0.readerServiceAvailable }.state
            #expect(state.readers.map { $0.problem?.code } == ["reader.noDriver"])
        }
    }

    @Test("A reader is not lent while its card is read or its code holds, and what is lent is left alone")
    func lent() async throws {
        try await AgentBench.run(AgentBench.configuration(), .init(locator: Self.places)) { bench in
            try await bench.until("located") { $0.readers.allSatisfy { $0.usbPath != nil } && $0.readers.count == 2 }
            try await bench.readyProfessional()
            await #expect(throws: AgentError(.readerInUse, detail: Self.code)) {
                try await bench.agent.lend(usbPath: "1-1")
            }
            try await bench.agent.endPINSession()
            try await bench.agent.lend(usbPath: "1-1")
            await #expect(throws: AgentError.self) { try await bench.present("1234") }
            bench.report(.readerRemoved(AgentBench.desk))
            try await bench.until("gone") { $0.professional.status == .absent }
            bench.report(.readerAdded(AgentBench.desk))
            try await bench.readyProfessional()
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test("A path where nothing is used may be lent, whatever is there")
    func free() async throws {
        try await AgentBench.run(AgentBench.configuration(), .init(locator: Self.places)) { bench in
            try await bench.insertVitale()
            try await bench.agent.lend(usbPath: "1-2")
            try await bench.agent.lend(usbPath: "9-9")
        }
    }

    private static let code = "Le code de la carte de professionnel est saisi ou attendu."
}
