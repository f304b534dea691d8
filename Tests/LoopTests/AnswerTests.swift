import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// Every shape and quirk of an answer, and every fault, through the real agent (insi.md 4 and 5).
    @Suite(.sandbox) struct AnswerTests {
        private let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        fileprivate static let laurent =
            #"{"birthName":"ADRDEUX","givenNames":["LAURENT"],"sex":"M","birthDate":"1981-01-01"}"#
        private static let history =
            #"{"birthName":"ECETINSI","givenNames":["PIERRE-ALAIN"],"sex":"M","birthDate":"2009-07-14"}"#

        private func ready() async throws {
            if try await desk.client.state().professional.status != "ready" {
                try await desk.clear()
                try await desk.makeReady()
            }
            desk.sandbox.service.set(.normal)
            desk.sandbox.service.set(quirks: [])
            desk.sandbox.service.set(style: .env)
        }

        static let quirks: [(Quirk, [String])] = [
            (.historyDatesIncoherent, []), (.historyDatesFirst, []), (.historyEqualsActive, []),
            (.historyWrongKey, []), (.secondHistory, []), (.temporaryNumber, []), (.matriculeType, []),
            (.noKey, ["key.missing"]), (.givenNameOnly, []), (.givenNameToo, []),
            (.noBirthName, ["traits.missing.birthName"]), (.noGivenNames, ["traits.missing.givenNames"]),
            (.noSex, ["traits.missing.sex"]),
            (.emptyTraits, ["traits.missing.birthName", "traits.missing.givenNames", "traits.missing.sex"]),
            (.wrongBirthDate, ["birthDate.differsFromRequest"]), (.wrongNumber, []),
            (.otherGivenNames, ["givenName.differsFromRequest"]), (.wrongActiveKey, ["key.incoherent"]),
            (.oldFaults, []), (.fatalSeverity, []),
        ]

        @Test func everyQuirkHasItsRow() {
            #expect(Set(Self.quirks.map(\.0)) == Set(Quirk.allCases))
        }

        @Test(arguments: quirks)
        func isSurvivedAndTold(_ quirk: Quirk, _ reasons: [String]) async throws {
            try await ready()
            for style in PrefixStyle.allCases {
                desk.sandbox.service.set(style: style)
                desk.sandbox.service.set(quirks: [quirk])
                let ins = try #require(try await desk.searchTraits(Self.history).json)
                #expect(ins.status == "found", "\(style)")
                #expect(ins["notUsableBecause"]?.items.compactMap(\.text) == reasons, "\(style)")
                #expect(ins["usable"] == .boolean(reasons.isEmpty))
                if quirk != .wrongNumber {
                    #expect(ins["identity"]?["matricule"]?.text == "1090763220834")
                }
                #expect(ins["identity"]?["kind"]?.text == (quirk == .temporaryNumber ? "NIA" : "NIR"))
                #expect((ins["identity"]?["history"]?.items.count ?? 0) >= 1)
            }
        }

        @Test(arguments: [
            (Quirk.wrongNumber, "matricule"), (.wrongBirthDate, "birthDate"), (.otherGivenNames, "givenName"),
        ])
        func anAnswerThatContradictsTheCardIsNotUsable(_ quirk: Quirk, _ trait: String) async throws {
            try await desk.clear()
            try await desk.makeReady()
            desk.sandbox.service.set(quirks: [quirk])
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { $0.ins.status == "found" }
            #expect(state.ins["usable"] == .boolean(false))
            #expect(state.ins["notUsableBecause"]?.items.compactMap(\.text) == ["\(trait).differsFromCard"])
        }

        static let faults: [(Mode.Fault, String, String, Int)] = [
            (.desir550, "insi.fault.desir_550", "never", 1), (.desir560, "insi.fault.desir_560", "never", 1),
            (.desir1020, "insi.fault.desir_1020", "later", 3), (.insi102, "insi.fault.insi_102", "later", 3),
            (.insi111, "insi.fault.insi_111", "later", 3), (.insi19, "insi.fault.insi_19", "never", 1),
        ]

        @Test(arguments: faults)
        func aFaultIsTheServicesOwnInBothGenerations(
            _ fault: Mode.Fault, _ code: String, _ retry: String, _ calls: Int
        ) async throws {
            try await ready()
            let quirks: [Set<Quirk>] = [[], [.oldFaults], [.fatalSeverity]]
            for quirks in quirks {
                desk.sandbox.service.set(quirks: quirks)
                desk.sandbox.service.set(.fault(fault))
                let before = desk.sandbox.service.callCount
                let answer = try await desk.searchTraits(Self.laurent)
                expectProblem(answer.json, code)
                #expect(answer.json?["retry"]?.text == retry)
                #expect(answer.json?["service"]?["code"]?.text == fault.rawValue)
                #expect(answer.json?["service"]?["severity"]?.text?.isEmpty == false)
                #expect(answer.json?["service"]?["messageID"]?.text?.hasPrefix("uuid:") == true)
                #expect(answer.json?["service"]?["reason"]?.text?.isEmpty == false)
                #expect(desk.sandbox.service.callCount == before + calls)
            }
            desk.sandbox.service.set(.normal)
        }

        @Test func theTestPlatformsWordForUnknownPersonsIsAFault() async throws {
            try await ready()
            desk.sandbox.service.set(unknownPerson: .fault102)
            let body = #"{"birthName":"TCHITCHI","givenNames":["OLA"],"sex":"F","birthDate":"1936-06-21"}"#
            expectProblem(try await desk.searchTraits(body).json, "insi.fault.insi_102")
            desk.sandbox.service.set(unknownPerson: .returnCode01)
        }
    }

    /// Exchanges that break: with a time-out of five seconds, so that nobody waits.
    @Suite(.sandbox(settings: [.init("insi", "TotalTimeout", "5")])) struct BrokenExchangeTests {
        static let breaks: [(Mode, String, Int)] = [
            (.html200, "insi.unreadableAnswer", 1), (.empty500, "insi.unreadableAnswer", 1),
            (.truncated, "insi.unavailable", 1), (.resetBeforeAnswer, "insi.unavailable", 1),
            (.resetAfterHeaders, "insi.unavailable", 1), (.oversized, "insi.unreadableAnswer", 1),
            (.unavailable, "insi.unavailable", 3), (.slow(.seconds(12)), "insi.timeout", 1),
            (.drip(.seconds(12)), "insi.timeout", 1),
        ]

        @Test(arguments: breaks)
        func aBrokenExchangeIsMadeOnceUnlessTheServiceSaidSo(_ mode: Mode, _ code: String, _ calls: Int) async throws {
            let desk = try #require(Desk.current)
            try await desk.clear()
            try await desk.makeReady()
            let before = desk.sandbox.service.callCount
            desk.sandbox.service.set(mode)
            expectProblem(try await desk.searchTraits(AnswerTests.laurent).json, code)
            #expect(desk.sandbox.service.callCount == before + calls)
            desk.sandbox.service.set(.normal)
            #expect(try await desk.searchTraits(AnswerTests.laurent).json?.status == "found")
        }
    }
}

extension Loop {
    /// The agent ends although the service does not answer.
    @Suite(.sandbox) struct EndingTests {
        @Test func aTerminatedAgentGivesItsCallsUpAndTellsWhoWaits() async throws {
            let desk = try #require(Desk.current)
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            let agent = try await OwnAgent(desk)
            try await agent.client.follow { $0.professional.status == "locked" }
            try await agent.enter(pin: "1234")
            desk.sandbox.service.set(.slow(.seconds(10)))
            let calls = desk.sandbox.service.callCount
            async let answer = agent.client.searchTraits(AnswerTests.laurent)
            try await Waiting.until("the call is made", within: 30) { desk.sandbox.service.callCount > calls }
            agent.process.signal(SIGTERM)
            expectProblem(try await answer.json, "insi.abandoned")
            try await Waiting.until("the agent ends", within: 5) { agent.process.exitStatus() != nil }
        }
    }
}
