import CardSimulator
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    @Suite(.sandbox) struct PINTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aWrongPINCostsOneTryIsNeverRepeatedAndTheRightOneRestoresThem() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            let wrong = try await desk.verb(["pin", "--stdin"], input: "9999\n")
            #expect(wrong.status == 2)
            #expect(wrong.errorLines.last?.hasSuffix("[pin.wrong]") == true)
            let state = try await desk.client.state()
            #expect(state.professional["pinTriesLeft"]?.number == 2, "one entry, one try")
            #expect(state.professional.status == "locked")
            #expect(try await desk.verb(["pin", "--stdin"], input: "1234\n").status == 0)
            #expect(try await desk.client.follow { $0.professional.status == "ready" }.ins.problemCode == nil)
        }

        @Test func theLastTryIsRefusedUntilItIsConfirmed() async throws {
            try await desk.clear()
            var holder = ProfessionalDescription()
            holder.triesLeft = 1
            try await desk.sandbox.insertProfessional(holder)
            let refused = try await desk.verb(["pin", "--stdin"], input: "1234\n")
            #expect(refused.status == 2)
            #expect(refused.errorLines.last?.hasSuffix("[pin.lastTry]") == true)
            #expect(try await desk.client.state().professional["pinTriesLeft"]?.number == 1)
            #expect(try await desk.verb(["pin", "--stdin", "--last-try"], input: "1234\n").status == 0)
            try await desk.client.follow { $0.professional.status == "ready" }
        }

        @Test func aConfirmedLastTryThatIsWrongBlocksTheCardAndSaysSo() async throws {
            try await desk.clear()
            var holder = ProfessionalDescription()
            holder.triesLeft = 1
            try await desk.sandbox.insertProfessional(holder)
            let output = try await desk.verb(["pin", "--stdin", "--last-try"], input: "0000\n")
            #expect(output.errorLines.last?.hasSuffix("[pin.blocked]") == true)
            let state = try await desk.client.follow { $0.professional.status == "pinBlocked" }
            #expect(state.professional["pinTriesLeft"]?.number == 0)
            expectProblem(state.professional["problem"], "pin.blocked")
        }

        @Test func aBlockedCardIsShownAsSuchAndTakesNoPIN() async throws {
            try await desk.clear()
            var holder = ProfessionalDescription()
            holder.triesLeft = 0
            try await desk.sandbox.insertProfessional(holder)
            let state = try await desk.client.state()
            #expect(state.professional.status == "pinBlocked")
            expectProblem(state.professional["problem"], "pin.blocked")
            let output = try await desk.verb(["pin", "--stdin", "--last-try"], input: "1234\n")
            #expect(output.errorLines.last?.hasSuffix("[pin.blocked]") == true)
        }

        @Test(arguments: ["", "123", "12345678901", "12a4", "12 34", "１２３４"])
        func whatIsNoPINIsNotPresented(_ digits: String) async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            let output = try await desk.verb(["pin", "--stdin"], input: digits + "\n")
            #expect(output.status == 2)
            #expect(output.errorLines.last?.hasSuffix("[pin.malformed]") == true)
            #expect(try await desk.client.state().professional["pinTriesLeft"]?.number == 3)
        }

        @Test func withoutACardThePINIsRefusedByItsReason() async throws {
            try await desk.clear()
            let output = try await desk.verb(["pin", "--stdin"], input: "1234\n")
            #expect(output.status == 2)
            #expect(output.errorLines.last?.hasSuffix("[professional.absent]") == true)
        }

        @Test func anExpiredCertificateIsShownAndNothingIsCalled() async throws {
            try await desk.clear()
            var holder = ProfessionalDescription()
            holder.expired = true
            let calls = desk.sandbox.service.callCount
            try await desk.sandbox.insertProfessional(holder)
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.state()
            #expect(state.professional.status == "expired")
            expectProblem(state.professional["problem"], "professional.expired")
            let answer = try await desk.client.search(state.patient.cardSession)
            expectProblem(answer.json, "professional.expired")
            #expect(desk.sandbox.service.callCount == calls)
        }

        @Test func aCardThatIsPulledAndBackNeedsItsPINAgain() async throws {
            try await desk.clear()
            let card = try desk.card()
            try await desk.put(card, into: desk.sandbox.professionalSlot)
            try await desk.client.follow { $0.professional.status == "locked" }
            try await desk.sandbox.enter(pin: "1234")
            await desk.sandbox.removeProfessional()
            try await desk.client.follow(within: 3) { $0.professional.status == "absent" }
            try await desk.put(card, into: desk.sandbox.professionalSlot)
            try await desk.client.follow { $0.professional.status == "locked" }
        }
    }
}
