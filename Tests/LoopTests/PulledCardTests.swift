import CardSimulator
import SandboxKit
import Testing

extension Loop {
    /// A card that leaves at each possible moment: the state forgets it, and the agent reads the next one.
    @Suite(.sandbox) struct PulledCardTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aVitalePulledAtEachCommandOfItsReadingLeavesNothingAndTheNextOneIsRead() async throws {
            try await desk.clear()
            let card = try VitaleCard(Fixtures.family)
            let commands = try await pullAtEachCommand(card, desk.sandbox.patientSlot) { $0.patient }
            #expect(commands > 4, "reading takes more than four commands")
            let state = try await desk.client.follow { $0.patient.status == "ready" }
            #expect(state.patient["beneficiaries"]?.items.count == 2)
        }

        @Test func aProfessionalsCardPulledAtEachCommandOfItsReadingIsForgotten() async throws {
            try await desk.clear()
            let card = try desk.card()
            let commands = try await pullAtEachCommand(card, desk.sandbox.professionalSlot) { $0.professional }
            #expect(commands > 10)
            let state = try await desk.client.follow { $0.professional.status == "locked" }
            #expect(state.professional["holder"]?["nationalId"]?.text == "899700000001")
        }

        @Test func aProfessionalsCardPulledAtEachCommandOfASignatureFailsTheSearchAndTheNextOneSucceeds() async throws {
            try await desk.clear()
            let card = try desk.card()
            for number in 1...40 {
                try await insertReady(card)
                desk.sandbox.professionalSlot.removeDuringCommand(number)
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                let state = try await desk.client.follow { ["failed", "found"].contains($0.ins.status) }
                #expect(await desk.client.isHealthy())
                if state.ins.status == "found" {
                    #expect(number > 4, "signing takes more than four commands")
                    return
                }
                expectProblem(state.ins["problem"], "card.removed")
                #expect(state.patient.status == "ready", "the patient's card is still there")
                try await desk.clear()
            }
            Issue.record("the signature never ended")
        }

        @Test func aProfessionalsCardPulledWhileItsPINIsPresentedLosesAtMostTheTryThatWasMade() async throws {
            try await desk.clear()
            let card = try desk.card()
            for number in 1...60 {
                try await desk.put(card, into: desk.sandbox.professionalSlot)
                let state = try await desk.client.follow { $0.professional.status == "locked" }
                #expect(state.professional["pinTriesLeft"]?.number == 3)
                desk.sandbox.professionalSlot.removeDuringCommand(number)
                let output = try await desk.verb(["pin", "--stdin"], input: "1234\n")
                #expect(await desk.client.isHealthy())
                if output.status == 0 {
                    #expect(number > 1)
                    return try await desk.clear()
                }
                #expect(output.status == 2, "a human is needed")
                let codes = ["[card.removed]", "[pin.doubtful]"]
                #expect(codes.contains { output.errorLines.last?.hasSuffix($0) == true }, "\(output.errorLines)")
                try await desk.clear()
            }
            Issue.record("the PIN was never accepted")
        }

        /// Inserts the card so that it leaves at the first command, the second, … until it is read before it leaves.
        private func pullAtEachCommand(
            _ card: any VirtualCard, _ slot: VirtualReaderSlot, part: (JSON) -> JSON
        ) async throws -> Int {
            for number in 1...200 {
                let before = desk.logged("card removed")
                slot.removeDuringCommand(number)
                try await desk.put(card, into: slot)
                let state = try await desk.client.follow {
                    ["ready", "locked"].contains(part($0).status)
                        || part($0).status == "absent" && desk.logged("card removed") > before
                }
                guard part(state).status == "absent" else {
                    slot.remove()
                    try await desk.put(card, into: slot)
                    return number
                }
                #expect(part(state).cardSession == nil)
                #expect(await desk.client.isHealthy())
            }
            return 0
        }

        private func insertReady(_ card: CPS3Card) async throws {
            try await desk.put(card, into: desk.sandbox.professionalSlot)
            try await desk.client.follow { $0.professional.status == "locked" }
            try await desk.sandbox.enter(pin: "1234")
        }
    }
}
