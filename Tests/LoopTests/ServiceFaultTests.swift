import CardSimulator
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    @Suite(.sandbox) struct ServiceFaultTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        static let faults: [(Mode, String)] = [
            (.unavailable, "insi.unavailable"), (.html200, "insi.unreadableAnswer"),
            (.empty500, "insi.unreadableAnswer"), (.truncated, "insi.unavailable"),
            (.fault(.desir550), "insi.fault.desir_550"), (.fault(.desir1020), "insi.fault.desir_1020"),
            (.fault(.insi102), "insi.fault.insi_102"), (.faultWithoutDetail, "insi.fault.unavailable"),
        ]

        @Test(arguments: faults)
        func isToldUnderItsCodeAndTheNextSearchSucceeds(_ mode: Mode, _ code: String) async throws {
            try await desk.clear()
            desk.sandbox.service.set(mode)
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { ["failed", "found"].contains($0.ins.status) }
            #expect(state.ins.status == "failed")
            expectProblem(state.ins["problem"], code)
            #expect(state.ins["identity"] == nil)
            #expect(await desk.client.isHealthy())
            desk.sandbox.service.set(.normal)
            let answer = try await desk.client.search(state.patient.cardSession)
            #expect(answer.status == 200)
            #expect(answer.json?.status == "found")
        }

        @Test func aFaultKeepsTheServicesOwnWords() async throws {
            try await desk.clear()
            desk.sandbox.service.set(.fault(.desir550))
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { $0.ins.status == "failed" }
            let service = state.ins["problem"]?["service"]
            #expect(service?["code"]?.text == "desir_550")
            #expect(service?["severity"]?.text == "erreur")
            #expect(service?["messageID"]?.text?.isEmpty == false)
            #expect(service?["reason"]?.text?.contains("progiciel") == true)
            #expect(state.ins["problem"]?["retry"]?.text == "never")
        }

        @Test func theSameIdempotencyKeyCallsTheServiceOnce() async throws {
            try await desk.clear()
            try await desk.sandbox.insertPatient(Fixtures.family)
            try await desk.makeReady()
            let session = try await desk.client.state().patient.cardSession
            let calls = desk.sandbox.service.callCount
            for _ in 1...3 {
                let answer = try await desk.client.search(
                    session, body: #"{"beneficiary": 0}"#, headers: [("Idempotency-Key", "a")])
                #expect(answer.json?.status == "found")
            }
            #expect(desk.sandbox.service.callCount == calls + 1)
        }

        @Test func aFamilyWaitsForAChoiceAndAnUnknownPersonIsRefused() async throws {
            try await desk.clear()
            try await desk.makeReady()
            let calls = desk.sandbox.service.callCount
            try await desk.sandbox.insertPatient(Fixtures.family)
            let state = try await desk.client.state()
            #expect(state.ins.status == "waitingForBeneficiary")
            let session = state.patient.cardSession
            expectProblem(try await desk.client.search(session).json, "vitale.beneficiaryRequired")
            expectProblem(
                try await desk.client.search(session, body: #"{"beneficiary": 9}"#).json, "vitale.beneficiaryUnknown")
            for body in ["[", "[]", #"{"beneficiary": "0"}"#, #"{"patient": 0}"#, #"{"birthRank": 0}"#] {
                expectProblem(try await desk.client.search(session, body: body).json, "request.malformed")
            }
            #expect(desk.sandbox.service.callCount == calls)
            let answer = try await desk.client.search(session, body: #"{"beneficiary": 1}"#)
            #expect(answer.json?["identity"]?["birthDate"]?.text == "2012-05-14")
        }
    }
}
