import CardSimulator
import Foundation
import SandboxKit
import Testing

extension Loop {
    /// Clients that take nothing of what they asked for, and an agent that ends while they do.
    @Suite(.sandbox) struct StalledClientTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func theOthersAreToldAndAStopDoesNotWaitForAnybody() async throws {
            try await desk.clear()
            let own = try await OwnAgent(desk)
            let page = try await own.addPage(["status", "patient"])
            let stalled = try (1...20).map { _ in try page.events(receiveBuffer: 2048) }
            let begun = try await stalled[0].head()
            #expect(begun.hasPrefix("HTTP/1.1 200 "))
            let streams = try (1...200).map { _ in try page.events() }
            for stream in streams { _ = try await stream.event() }
            let before = Processes.residentMemory(of: own.process.pid)
            for _ in 1...60 {
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                await desk.sandbox.removePatient()
            }
            try await desk.sandbox.insertPatient(Fixtures.family)
            for stream in streams {
                try await stream.follow(within: 20) { $0.patient["beneficiaries"]?.items.count == 2 }
            }
            let grown = Processes.residentMemory(of: own.process.pid) - before
            print("20 clients that do not read, 60 cards: +\(grown / 1024) KiB")
            #expect(grown < 20 << 20)
            let begin = ContinuousClock.now
            kill(own.process.pid, SIGTERM)
            try await Waiting.until("the agent ends", within: 20) { own.process.exitStatus() != nil }
            let elapsed = ContinuousClock.now - begin
            print("stop with 220 streams open, 20 of them stalled: \(elapsed / .milliseconds(1)) ms")
            #expect(own.process.exitStatus() == 0)
            #expect(elapsed < .seconds(3))
            for stream in streams { #expect(try await stream.isOver()) }
            withExtendedLifetime(stalled) {}
        }
    }
}
