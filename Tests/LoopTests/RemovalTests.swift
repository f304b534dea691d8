import CardSimulator
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    @Suite(.sandbox) struct RemovalTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aWaitingProgramSeesThePatientVanishAtOnce() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let found = try await desk.client.follow { $0.ins.status == "found" }
            let tag = try #require(found["tag"]?.text)
            let session = try #require(found.patient.cardSession)
            async let next = desk.client.request("GET", "/v1/state?after=\(tag)&wait=20", timeout: 25)
            await desk.sandbox.removePatient()
            let removed = ContinuousClock.now
            let answer = try await next
            let elapsed = ContinuousClock.now - removed
            print("removal to state: \(elapsed / .milliseconds(1)) ms")
            #expect(elapsed < .seconds(1))
            let text = String(decoding: answer.body, as: UTF8.self)
            for trace in ["ADRDEUX", "LAURENT", "1810163220751", "1981-01-01", session] {
                #expect(!text.contains(trace))
            }
            let state = try JSON(answer.body)
            #expect(state.patient.status == "absent")
            #expect(state.ins.status == "idle")
            #expect(state.ins["identity"] == nil)
        }

        @Test func theOldCardSessionIsRefusedAfterRemovalAndAfterTheSameCardIsBack() async throws {
            try await desk.clear()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let session = try #require(try await desk.client.state().patient.cardSession)
            await desk.sandbox.removePatient()
            try await desk.client.follow(within: 3) { $0.patient.status == "absent" }
            let gone = try await desk.client.search(session)
            #expect(gone.status == 412)
            #expect(gone.json?["code"]?.text == "request.cardSession")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            #expect(try await desk.client.search(session).status == 412)
            #expect(try await desk.client.state().patient.cardSession != session)
        }

        @Test func theResultOfAPulledCardIsFetchedByItsRequestUntilTheNextCard() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await desk.client.follow { $0.ins.status == "found" }
            await desk.sandbox.removePatient()
            let after = try await desk.client.follow(within: 3) { $0.patient.status == "absent" }
            let request = try #require(after.ins["lastResult"]?["requestId"]?.text)
            #expect(after.ins["lastResult"]?.keys == ["requestId", "expiresAt"])
            let kept = try await desk.client.request("GET", "/v1/ins/results/\(request)")
            #expect(kept.json?["identity"]?["matricule"]?.text == "1810163220751")
            try await desk.sandbox.insertPatient(Fixtures.family)
            #expect(try await desk.client.request("GET", "/v1/ins/results/\(request)").status == 404)
        }

        @Test func aCallInFlightIsDroppedWithItsCard() async throws {
            try await desk.clear()
            try await desk.makeReady()
            desk.sandbox.service.set(.slow(.seconds(3)))
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let calling = try await desk.client.follow { $0.ins.status == "calling" }
            async let joined = desk.client.search(calling.patient.cardSession)
            await desk.sandbox.removePatient()
            let state = try await desk.client.follow(within: 3) { $0.patient.status == "absent" }
            #expect(state.ins.status == "idle")
            #expect(state.ins["lastResult"] == nil)
            #expect([409, 412].contains(try await joined.status))
        }
    }
}
