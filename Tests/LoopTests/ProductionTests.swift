import CardSimulator
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// An agent in production, on the simulated service: real cards only, and no call without the card's serial number.
    @Suite(.sandbox(settings: [.init("agent", "Environment", "production")])) struct ProductionTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        private func realCard() -> ProfessionalDescription {
            var description = ProfessionalDescription()
            description.test = false
            return description
        }

        @Test func aTestCardIsRefusedBeforeItsPIN() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            let state = try await desk.client.state()
            expectProblem(state.professional["problem"], "professional.testCard")
            let output = try await desk.verb(["pin", "--stdin"], input: "1234\n")
            #expect(output.errorLines.last?.hasSuffix("[professional.testCard]") == true)
            #expect(try await desk.client.state().professional["pinTriesLeft"]?.number == 3)
        }

        @Test func withoutASerialNumberNoCallIsMade() async throws {
            try await desk.clear()
            try await desk.makeReady(realCard())
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { $0.ins.status == "failed" }
            expectProblem(state.ins["problem"], "vitale.serialRequired")
            #expect(desk.sandbox.service.callCount == 0)
        }
    }

    /// The same where the administrator has decided that the assertion goes when it can.
    @Suite(
        .sandbox(settings: [
            .init("agent", "Environment", "production"), .init("insi", "VitaleAssertion", "whenAvailable"),
        ])) struct LenientProductionTests
    {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aRealCardBringsAnIdentityThatIsNoTest() async throws {
            var description = ProfessionalDescription()
            description.test = false
            try await desk.makeReady(description)
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { ["found", "failed"].contains($0.ins.status) }
            #expect(state.ins.status == "found", "\(state.ins)")
            #expect(state.ins["identity"]?["test"]?.boolean == false)
        }
    }
}
