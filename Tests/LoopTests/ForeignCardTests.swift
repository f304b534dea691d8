import CardSimulator
import SandboxKit
import Testing

extension Loop {
    /// Cards that are not what the desk expects, and cards with bad content.
    @Suite(.sandbox) struct ForeignCardTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        struct Stranger: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let atr: [UInt8]
            let card: String
            let status: String
            let code: String
        }

        static let strangers = [
            Stranger(
                testDescription: "a French bank card", atr: [0x3F, 0x65, 0x25, 0x08, 0x33, 0x04, 0x6C, 0x90, 0x00],
                card: "bankCard", status: "unsupported", code: "card.bank"),
            Stranger(
                testDescription: "a card that nobody knows", atr: [0x3B, 0x00], card: "unknown", status: "unsupported",
                code: "card.unsupported"),
            Stranger(
                testDescription: "a first-generation Vitale",
                atr: [0x3F, 0x65, 0x25, 0x00, 0x22, 0x09, 0x69, 0x90, 0x00], card: "vitale1", status: "unreadable",
                code: "vitale.firstGeneration"),
            Stranger(
                testDescription: "a card with the ATR of a Vitale that is none",
                atr: [0x3B, 0x75, 0x13, 0x00, 0x00, 0x47, 0x09, 0xEA, 0x90, 0x00], card: "unknown",
                status: "unreadable", code: "card.unsupported"),
        ]

        @Test(arguments: strangers) func isNamedToThePersonAtTheDesk(_ stranger: Stranger) async throws {
            try await desk.clear()
            try await desk.put(StubbornCard(atr: stranger.atr), into: desk.sandbox.patientSlot)
            let state = try await desk.client.follow { !["absent", "reading"].contains($0.patient.status) }
            #expect(state.patient.status == stranger.status)
            expectProblem(state.patient["problem"], stranger.code)
            #expect(state["readers"]?.items.contains { $0["card"]?.text == stranger.card } == true)
            #expect(await desk.client.isHealthy())
        }

        @Test func aCardWithTheATROfACPxThatIsNoneIsNamedInTheProfessionalsPlace() async throws {
            try await desk.clear()
            let atr: [UInt8] = [0x3B, 0xDC, 0x18, 0xFF, 0x00, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x00, 0x04, 0x01]
            try await desk.put(StubbornCard(atr: atr + [0x00, 0x90, 0x00]), into: desk.sandbox.professionalSlot)
            let state = try await desk.client.follow { !["absent", "reading"].contains($0.professional.status) }
            #expect(state.professional.status == "unreadable")
            expectProblem(state.professional["problem"], "card.unsupported")
            #expect(await desk.client.isHealthy())
        }

        @Test func twoVitaleCardsAreTwoPatientsAndNeitherIsChosen() async throws {
            try await desk.clear()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await desk.put(VitaleCard(Fixtures.family), into: desk.sandbox.professionalSlot)
            let state = try await desk.client.follow { $0.patient.problemCode == "vitale.several" }
            expectProblem(state.patient["problem"], "vitale.several")
            #expect(state.patient.status == "unreadable")
            #expect(state.patient["beneficiaries"]?.items.isEmpty == true)
            #expect(state.patient.cardSession == nil)
            await desk.sandbox.removeProfessional()
            try await desk.client.follow { $0.patient.status == "ready" }
        }

        @Test func twoProfessionalsAreTwoSignersAndNeitherIsChosen() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.put(desk.card(), into: desk.sandbox.patientSlot)
            let state = try await desk.client.follow { $0.professional.problemCode == "professional.several" }
            expectProblem(state.professional["problem"], "professional.several")
            #expect(state.professional["holder"] == nil)
            let output = try await desk.verb(["pin", "--stdin"], input: "1234\n")
            #expect(output.errorLines.last?.hasSuffix("[professional.several]") == true)
        }

        @Test func everyCutOfAFileIsRefusedAsAWhole() async throws {
            try await desk.clear()
            for count in [1, 2, 5, 12, VitaleBytes.identities.count - 1] {
                let card = FileCard(
                    identities: Array(VitaleBytes.identities.prefix(count)), numbers: VitaleBytes.numbers)
                try await expectUnreadable(card, "identities cut to \(count)")
            }
            for count in [1, 3, VitaleBytes.numbers.count - 1] {
                let card = FileCard(
                    identities: VitaleBytes.identities, numbers: Array(VitaleBytes.numbers.prefix(count)))
                try await expectUnreadable(card, "numbers cut to \(count)")
            }
        }

        @Test func impossibleLengthsAndEndlessFilesAreRefused() async throws {
            try await desk.clear()
            let files: [(String, [UInt8])] = [
                ("a template longer than its file", [0x65, 0x7F] + VitaleBytes.identities.dropFirst(2)),
                ("a length of four bytes", [0x65, 0x84, 0xFF, 0xFF, 0xFF, 0xFF] + VitaleBytes.identities.dropFirst(2)),
                ("an indefinite length", [0x65, 0x80] + VitaleBytes.identities.dropFirst(2)),
                ("a field longer than its template", [0x65, 0x04, 0x80, 0x7E, 0x41, 0x42]),
                ("40 KiB that never end", [0x65, 0x82, 0xFF, 0xFF] + [UInt8](repeating: 0x41, count: 40_000)),
                (
                    "seventy people",
                    [UInt8]((0..<70).flatMap { _ in VitaleBytes.person(name: Array("ADRDEUX".utf8)) })
                ),
                ("nothing", []),
            ]
            for (what, file) in files {
                try await expectUnreadable(FileCard(identities: file, numbers: VitaleBytes.numbers), what)
            }
        }

        @Test func latin1AndPaddedNamesAreShownAsText() async throws {
            try await desk.clear()
            let name: [UInt8] = [0xC9, 0x4C, 0xC8, 0x56, 0x45, 0xDF, 0x20, 0x20]
            let card = FileCard(identities: VitaleBytes.person(name: name), numbers: VitaleBytes.numbers)
            try await desk.put(card, into: desk.sandbox.patientSlot)
            let state = try await desk.client.follow { $0.patient.status == "ready" }
            #expect(state.patient["beneficiaries"]?.items.first?["name"]?.text == "ÉLÈVEß")
        }

        @Test func aWrongKeyOnTheCardIsNoReasonNotToRead() async throws {
            try await desk.clear()
            var bearer = Fixtures.laurent.bearers[0]
            bearer.key = "41"
            try await desk.sandbox.insertPatient(VitaleDescription(bearers: [bearer]))
            #expect(try await desk.client.state().patient.status == "ready")
        }

        private func expectUnreadable(_ card: FileCard, _ what: String) async throws {
            try await desk.put(card, into: desk.sandbox.patientSlot)
            let state = try await desk.client.follow { !["absent", "reading"].contains($0.patient.status) }
            #expect(state.patient.status == "unreadable", "\(what)")
            #expect(state.patient["beneficiaries"]?.items.isEmpty == true, "\(what)")
            let codes = ["card.unreadable", "vitale.unreadable"]
            let code = state.patient.problemCode ?? ""
            #expect(codes.contains(code), "\(what): \(code)")
            expectProblem(state.patient["problem"], code)
            #expect(await desk.client.isHealthy())
            await desk.sandbox.removePatient()
            try await desk.client.follow { $0.patient.status == "absent" }
        }
    }
}
