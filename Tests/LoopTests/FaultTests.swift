import CardSimulator
import SandboxKit
import Testing

extension Loop {
    /// What goes wrong at each command of the readings: the right code, never a PIN again, and the card is usable afterwards.
    @Suite(.sandbox) struct FaultTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aVitaleCardThatLosesItsStateAtAnyCommandIsReadAgainWhole() async throws {
            try await desk.clear()
            let slot = desk.sandbox.patientSlot
            for number in 1...60 {
                slot.resetDuringCommand(number)
                let before = slot.commandCount
                try await desk.sandbox.insertPatient(Fixtures.family)
                let state = try await desk.client.state()
                #expect(state.patient.status == "ready", "at command \(number)")
                #expect(state.patient["beneficiaries"]?.items.count == 2, "at command \(number)")
                let count = slot.commandCount - before
                try await desk.clear()
                if count < number { return #expect(number > 4) }
            }
            Issue.record("the reading never ended before the fault")
        }

        @Test(arguments: Desk.signingPersonas)
        func aProfessionalsCardThatLosesItsStateAtAnyCommandIsReadAgainWithoutAPIN(_ name: String) async throws {
            try await desk.clear()
            let card = try desk.card(persona: name)
            let slot = desk.sandbox.professionalSlot
            let presented = slot.pinPresentations
            for number in 1...200 {
                slot.resetDuringCommand(number)
                let before = slot.commandCount
                try await desk.put(card, into: slot)
                let state = try await desk.client.follow { !["absent", "reading"].contains($0.professional.status) }
                #expect(state.professional.status == "locked", "at command \(number)")
                #expect(state.professional["pinTriesLeft"]?.number == 3)
                let count = slot.commandCount - before
                try await desk.clear()
                if count < number {
                    #expect(number > 10)
                    return #expect(slot.pinPresentations == presented)
                }
            }
            Issue.record("the reading never ended before the fault")
        }

        @Test func aSilentCardIsToldAndTheNextOneIsRead() async throws {
            try await desk.clear()
            try await desk.sandbox.cause(.silent, at: .patient)
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.state()
            #expect(state.patient.status == "unreadable")
            expectProblem(state.patient["problem"], "card.mute")
            try await desk.clear()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            #expect(try await desk.client.state().patient.status == "ready")
        }

        @Test func aReaderThatAnotherProgramHasForItselfIsNamedAndReadOnceItIsFree() async throws {
            try await desk.clear()
            try await desk.sandbox.cause(.sharing(14), at: .patient)
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await desk.client.follow {
                $0.patient.problemCode == "reader.exclusive" || $0.patient.status == "ready"
            }
            try await desk.client.follow(within: 12) { $0.patient.status == "ready" }
        }

        @Test func anotherProgramsExclusiveUseIsWaitedForBeforeACall() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.family)
            let session = try await desk.client.state().patient.cardSession
            try await desk.sandbox.cause(.sharing(4), at: .patient)
            #expect(try await desk.client.search(session, body: #"{"beneficiary": 0}"#).status == 200)
            try await desk.sandbox.cause(.sharing(30), at: .patient)
            let answer = try await desk.client.search(session, body: #"{"beneficiary": 0, "birthRank": 2}"#)
            #expect(answer.json?["code"]?.text == "reader.exclusive")
        }

        @Test func anotherProgramsTransactionIsWaitedFor() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.family)
            let session = try await desk.client.state().patient.cardSession
            try await desk.sandbox.cause(.held(seconds: 2), at: .patient)
            #expect(try await desk.client.search(session, body: #"{"beneficiary": 0}"#).status == 200)
        }

        @Test func aResetByAnotherProgramEndsThePINSessionAndTheStateSaysSo() async throws {
            try await desk.clear()
            try await desk.makeReady()
            let presented = desk.sandbox.professionalSlot.pinPresentations
            try await desk.sandbox.cause(.resetByOther, at: .professional)
            try await desk.client.follow { $0.professional.status == "locked" }
            #expect(desk.sandbox.professionalSlot.pinPresentations == presented)
            try await desk.sandbox.enter(pin: "1234")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await desk.client.follow { $0.ins.status == "found" }
        }
    }
}
