import CardSimulator
import SandboxKit
import Testing

extension Loop {
    /// `insi-agent pin change` and `unblock`, and the end of a PIN session, on the real binary.
    @Suite(.sandbox) struct PINCodesTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aPINIsChangedAndTheNewOneOpensTheCard() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            let changed = try await desk.verb(["pin", "change", "--stdin"], input: "1234\n4321\n")
            #expect(changed.status == 0, "\(changed.errorLines)")
            #expect(changed.errorLines == ["Il reste 3 essais du code.", "Code changé."])
            #expect(try await desk.verb(["pin", "--stdin"], input: "1234\n").status == 2)
            #expect(try await desk.verb(["pin", "--stdin"], input: "4321\n").status == 0)
            #expect(try await desk.client.state().professional.status == "ready")
        }

        @Test func aBlockedCardIsOpenedWithItsPUK() async throws {
            try await desk.clear()
            var description = ProfessionalDescription()
            description.triesLeft = 0
            try await desk.sandbox.insertProfessional(description)
            let wrong = try await desk.verb(["pin", "unblock", "--stdin"], input: "00000000\n4321\n")
            #expect(wrong.status == 2)
            #expect(wrong.errorLines.last?.contains("il reste 9 essais") == true, "\(wrong.errorLines)")
            let opened = try await desk.verb(["pin", "unblock", "--stdin"], input: "12345678\n4321\n")
            #expect(opened.status == 0, "\(opened.errorLines)")
            #expect(opened.errorLines.first == "Il reste 9 essais du code de déblocage.")
            #expect(try await desk.verb(["pin", "--stdin"], input: "4321\n").status == 0)
        }

        @Test func theLastTryOfThePUKNeedsAWord() async throws {
            try await desk.clear()
            var description = ProfessionalDescription()
            description.triesLeft = 0
            description.pukTriesLeft = 1
            try await desk.sandbox.insertProfessional(description)
            let presented = desk.sandbox.professionalSlot.pinPresentations
            let refused = try await desk.verb(["pin", "unblock", "--stdin"], input: "12345678\n4321\n")
            #expect(refused.errorLines.last?.hasSuffix("[pin.pukLastTry]") == true, "\(refused.errorLines)")
            #expect(desk.sandbox.professionalSlot.pinPresentations == presented)
            let opened = try await desk.verb(["pin", "unblock", "--stdin", "--last-try"], input: "12345678\n4321\n")
            #expect(opened.status == 0, "\(opened.errorLines)")
        }

        @Test func deletingTheSessionForgetsThePIN() async throws {
            try await desk.clear()
            try await desk.makeReady()
            #expect(try await desk.client.request("GET", "/v1/professional").json?["situations"]?.items.count == 1)
            #expect(try await desk.client.request("DELETE", "/v1/professional/session").status == 204)
            #expect(try await desk.client.state().professional.status == "locked")
            #expect(try await desk.client.request("GET", "/v1/professional").json?["situations"] == nil)
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let answer = try await desk.client.search(try await desk.client.state().patient.cardSession)
            #expect(answer.json?["code"]?.text == "pin.required")
        }

        @Test func aProgramMayAskForAPromptAndSeesIt() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            #expect(try await desk.client.request("POST", "/v1/professional/pin-request", body: "{}").status == 202)
            #expect(try await desk.client.state().professional["pinPrompt"]?.text == "requested")
            try await desk.sandbox.enter(pin: "1234")
            #expect(try await desk.client.state().professional["pinPrompt"] == nil)
        }

        @Test func cardsOfSixDigitsAreOpenedWithSix() async throws {
            try await desk.clear()
            var description = ProfessionalDescription()
            description.pin = "123456"
            description.pinMinimum = 6
            description.pinMaximum = 8
            try await desk.sandbox.insertProfessional(description)
            let short = try await desk.verb(["pin", "--stdin"], input: "1234\n")
            #expect(short.errorLines.last?.hasSuffix("[pin.malformed]") == true)
            #expect(try await desk.client.state().professional["pinTriesLeft"]?.number == 3)
            #expect(try await desk.verb(["pin", "--stdin"], input: "123456\n").status == 0)
        }
    }

    /// A reader with a pad of its own, driven by the real pcscd.
    @Suite(.sandbox(pinPad: true)) struct PINPadTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        private func request() async throws {
            #expect(try await desk.client.request("POST", "/v1/professional/pin-request", body: "{}").status == 202)
        }

        @Test func thePadAsksAndThePINNeverPassesThroughTheAgent() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            #expect(try await desk.client.state().professional["pinPad"]?.boolean == true)
            try await request()
            try await desk.client.follow { $0.professional["pinPrompt"]?.text == "onPad" }
            desk.sandbox.professionalSlot.padEntry(.digits("1234"))
            try await desk.client.follow { $0.professional.status == "ready" }
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await desk.client.follow { $0.ins.status == "found" }
        }

        @Test func whatWentWrongAtThePadIsTold() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            let entries: [(PadEntry, String, Int)] = [
                (.cancel, "pin.cancelled", 3), (.timeout, "pin.timedOut", 3), (.digits("9999"), "pin.wrong", 2),
            ]
            for (entry, code, tries) in entries {
                desk.sandbox.professionalSlot.padEntry(entry)
                try await request()
                let state = try await desk.client.follow { $0.professional.problemCode == code }
                #expect(state.professional["pinTriesLeft"]?.number == tries)
                #expect(state.professional.status == "locked")
            }
        }

        @Test func aCardPulledWhileThePadWaitsIsGone() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await request()
            try await desk.client.follow { $0.professional["pinPrompt"]?.text == "onPad" }
            await desk.sandbox.removeProfessional()
            try await desk.client.follow { $0.professional.status == "absent" }
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            #expect(try await desk.client.state().professional["pinTriesLeft"]?.number == 3)
        }

        @Test func theCommandLineHasThePadAsk() async throws {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            desk.sandbox.professionalSlot.padEntry(.digits("1234"))
            let output = try await desk.verb(["pin"])
            #expect(output.status == 0, "\(output.errorLines)")
            #expect(output.errorLines.contains("Saisissez le code sur le clavier du lecteur."))
        }
    }
}
