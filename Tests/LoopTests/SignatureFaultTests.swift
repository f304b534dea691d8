import CardSimulator
import SandboxKit
import Testing

extension Loop {
    /// A signature that breaks at each of its commands: the PIN is never presented again without a person, and then all is
    /// well. A sandbox for each card, since the agent takes only so many entries in a row.
    @Suite struct SignatureFaultTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test(.sandbox, arguments: Desk.signingPersonas)
        func aSignatureThatBreaksAtAnyCommandNeverPresentsThePINAgain(_ name: String) async throws {
            let card = try desk.card(persona: name)
            let slot = desk.sandbox.professionalSlot
            for number in 1...20 {
                try await desk.clear()
                let presented = slot.pinPresentations
                try await desk.put(card, into: slot)
                try await desk.client.follow { $0.professional.status == "locked" }
                try await desk.sandbox.enter(pin: "1234")
                slot.resetDuringCommand(number)
                let before = slot.commandCount
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                let state = try await desk.client.follow { ["found", "failed"].contains($0.ins.status) }
                #expect(slot.pinPresentations == presented + 1)
                if slot.commandCount - before < number {
                    #expect(state.ins.status == "found")
                    return #expect(number > 3)
                }
                #expect(["card.communicationFailed", "pin.required"].contains(state.ins.problemCode ?? ""))
                try await desk.client.follow(within: 5) { $0.professional.status == "locked" }
                try await desk.sandbox.enter(pin: "1234")
                try await desk.client.follow { $0.ins.status == "found" }
                #expect(slot.pinPresentations == presented + 2)
            }
            Issue.record("the signature never ended before the fault")
        }
    }
}
