import AgentCore
import AgentTestKit
import CardSimulator
import SmartCard
import Testing

/// A PIN is presented once per human entry, whatever happens.
@Suite struct AgentPINTests {
    private let desk = AgentBench.desk

    @Test("A wrong PIN is told with the tries left, and was presented once")
    func wrong() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            await #expect(throws: AgentError(.pinWrong, detail: "La carte l'a refusé ; il reste 2 essais.")) {
                try await bench.present("9999")
            }
            #expect(bench.state.professional.status == .locked)
            #expect(bench.state.professional.pinTriesLeft == 2)
            #expect(bench.cards.verifications(in: desk) == 1)
        }
    }

    @Test("The right PIN after a wrong one gives back every try")
    func rightAfterWrong() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            await #expect(throws: AgentError(.pinWrong, detail: "La carte l'a refusé ; il reste 2 essais.")) {
                try await bench.present("9999")
            }
            try await bench.present("1234")
            #expect(bench.state.professional.status == .ready)
            #expect(bench.state.professional.pinTriesLeft == 3)
            #expect(bench.cards.verifications(in: desk) == 2)
        }
    }

    @Test("The last try is not presented unless the human confirms; wrong again, it blocks the card")
    func lastTry() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional(Sample.professionalCard { $0.triesLeft = 1 })
            #expect(bench.state.professional.pinTriesLeft == 1)
            await #expect(throws: AgentError(.pinLastTry)) { try await bench.present("1234") }
            #expect(bench.cards.verifications(in: desk) == 0)
            #expect(bench.state.professional.status == .locked)
            await #expect(throws: AgentError(.pinBlocked)) { try await bench.present("9999", lastTryConfirmed: true) }
            #expect(bench.cards.verifications(in: desk) == 1)
            #expect(bench.state.professional.status == .pinBlocked)
            #expect(bench.state.professional.problem == AgentError(.pinBlocked))
            #expect(bench.state.professional.pinTriesLeft == 0)
            let session = try await bench.insertVitale()
            await #expect(throws: AgentError(.pinBlocked)) { try await bench.search(session) }
        }
    }

    @Test("The last try, confirmed and right, opens the card")
    func lastTryRight() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional(Sample.professionalCard { $0.triesLeft = 1 })
            try await bench.present("1234", lastTryConfirmed: true)
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test("A blocked card is told at its insertion and gets no PIN, confirmed or not")
    func blocked() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional(Sample.professionalCard { $0.triesLeft = 0 })
            #expect(bench.state.professional.status == .pinBlocked)
            await #expect(throws: AgentError(.pinBlocked)) { try await bench.present("1234", lastTryConfirmed: true) }
            #expect(bench.cards.verifications(in: desk) == 0)
        }
    }

    @Test(
        "After a broken VERIFY the outcome is doubtful: the counter is read anew, nothing is presented again",
        arguments: [
            CardError.communicationFailed(code: 0x8010_002F), .cardReset, .cardMute, .malformedResponse(count: 1),
        ],
        [true, false])
    func doubtful(_ error: CardError, _ isExecuted: Bool) async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            bench.cards.failAtVerify(desk, with: error, isExecuted: isExecuted)
            await #expect(throws: AgentError(.pinDoubtful)) { try await bench.present("9999") }
            #expect(bench.cards.verifications(in: desk) == 1)
            #expect(bench.state.professional.status == .locked)
            #expect(bench.state.professional.pinTriesLeft == (isExecuted ? 2 : 3))
        }
    }

    @Test("A broken VERIFY that leaves one try is doubtful, not unpresented")
    func doubtfulLastTry() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional(Sample.professionalCard { $0.triesLeft = 2 })
            bench.cards.failAtVerify(desk, with: .cardReset, isExecuted: true)
            await #expect(throws: AgentError(.pinDoubtful)) { try await bench.present("9999") }
            #expect(bench.cards.verifications(in: desk) == 1)
            #expect(bench.state.professional.pinTriesLeft == 1)
        }
    }

    @Test("A broken VERIFY that blocked the card says doubtful once, then the state says blocked")
    func doubtfulBlocked() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional(Sample.professionalCard { $0.triesLeft = 1 })
            bench.cards.failAtVerify(desk, with: .communicationFailed(code: 1), isExecuted: true)
            await #expect(throws: AgentError(.pinDoubtful)) { try await bench.present("9999", lastTryConfirmed: true) }
            #expect(bench.cards.verifications(in: desk) == 1)
            #expect(bench.state.professional.status == .pinBlocked)
        }
    }

    @Test("A reset before VERIFY costs nothing: the PIN is presented exactly once", arguments: [false, true])
    func resetBefore(_ isMidway: Bool) async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            if isMidway {
                bench.cards.fail(desk, atTransmit: 2, with: .cardReset)
            } else {
                bench.cards.resetByAnotherProgram(desk)
            }
            try await bench.present("1234")
            #expect(bench.cards.verifications(in: desk) == 1)
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test("A failure that lasts before VERIFY is told as it is, and the PIN was not presented")
    func failureBefore() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            bench.cards.fail(desk, atTransmit: 1, with: .cardMute)
            let error = await #expect(throws: AgentError.self) { try await bench.present("1234") }
            #expect(error?.code == "card.mute")
            #expect(bench.cards.verifications(in: desk) == 0)
            #expect(bench.state.professional.status == .locked)
        }
    }

    @Test("A PIN of the wrong form is not presented", arguments: ["", "123", "123456789", "12a4", "１２３４", "123456"])
    func malformed(_ digits: String) async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            await #expect(throws: AgentError(.pinMalformed)) { try await bench.present(digits) }
            #expect(bench.cards.verifications(in: desk) == 0)
            #expect(bench.state.professional.pinTriesLeft == 3)
        }
    }

    @Test("Two entries at once: the second is refused, the card sees one")
    func concurrent() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            bench.cards.pause(desk)
            let first = Task { try await bench.present("1234") }
            #expect(await bench.cards.isHeld(desk))
            await #expect(throws: AgentError(.readerBusy)) { try await bench.present("9999") }
            bench.cards.release(desk)
            try await first.value
            #expect(bench.cards.verifications(in: desk) == 1)
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test("Without a card, with a card removed meanwhile, and with several, no PIN is presented")
    func noCard() async throws {
        try await AgentBench.run { bench in
            await #expect(throws: AgentError(.professionalAbsent)) { try await bench.present("1234") }
            try await bench.insertProfessional()
            bench.cards.pause(desk)
            let entry = Task { try await bench.present("1234") }
            #expect(await bench.cards.isHeld(desk))
            bench.remove(from: desk)
            try await bench.until("gone") { $0.professional.status == .absent }
            bench.cards.release(desk)
            let error = await #expect(throws: AgentError.self) { try await entry.value }
            #expect(error?.code == "card.removed")
        }
    }

    @Test("A card swapped while the PIN is on its way: the new card got no PIN and is untouched")
    func swapped() async throws {
        try await AgentBench.run { bench in
            let first = try #require(try await bench.insertProfessional().professional.cardSession)
            bench.cards.pause(desk)
            let entry = Task { try await bench.present("9999") }
            #expect(await bench.cards.isHeld(desk))
            bench.insert(try Sample.professionalCard(), in: desk)
            try await bench.until("other card") {
                $0.professional.status == .locked && $0.professional.cardSession != first
            }
            bench.cards.release(desk)
            let error = await #expect(throws: AgentError.self) { try await entry.value }
            #expect(error?.code == "card.removed")
            #expect(bench.cards.verifications(in: desk) == 0)
            #expect(bench.state.professional.pinTriesLeft == 3)
        }
    }

    @Test("Two professionals: the agent chooses none, and taking one out is enough")
    func twoProfessionals() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            bench.insert(try Sample.professionalCard { $0.nationalId = "899700000002" }, in: AgentBench.counter)
            try await bench.until("several") { $0.professional.problem == AgentError(.professionalSeveral) }
            #expect(bench.state.professional.status == .unreadable)
            #expect(bench.state.professional.holder == nil)
            await #expect(throws: AgentError(.professionalSeveral)) { try await bench.present("1234") }
            #expect(bench.cards.verifications(in: desk) == 0)
            #expect(bench.cards.verifications(in: AgentBench.counter) == 0)
            bench.remove(from: AgentBench.counter)
            try await bench.until("one again") { $0.professional.status == .locked }
            try await bench.present("1234")
        }
    }

    @Test("A card put back must have its PIN again")
    func reinserted() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            bench.remove(from: desk)
            try await bench.until("gone") { $0.professional.status == .absent }
            #expect(try await bench.insertProfessional().professional.status == .locked)
        }
    }
}
