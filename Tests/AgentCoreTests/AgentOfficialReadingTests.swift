import AgentCore
import AgentTestKit
import CardSimulator
import HealthCards
import HealthIdentity
import INSi
import SAML
import SmartCard
import Testing

/// What the official libraries add, and what happens without them.
@Suite struct AgentOfficialReadingTests {
    private static func bearer(name: String = Sample.name, rank: Int = 2) throws -> OfficialBearer {
        let number = try #require(Matricule(Sample.matricule))
        return OfficialBearer(
            usedName: name, birthName: "NEECANARI", givenName: Sample.givenName,
            birthDate: BirthDate(Sample.birthDate), birthRank: BirthRank(rank),
            policyHolder: (number, number.key), own: nil, quality: 0)
    }

    private static let chip = VitaleChip(serial: "123456", nature: .test)

    private static func required() -> Configuration {
        var configuration = AgentBench.configuration()
        configuration.vitaleAssertion = .required
        return configuration
    }

    @Test("Rank, birth name and serial number go where the free reading says nothing, and into the call")
    func completed() async throws {
        let library = ScriptedLibrary(
            .success(OfficialContent(bearers: [try Self.bearer()], chip: Self.chip)))
        try await AgentBench.run(Self.required(), .init(official: library)) { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            #expect(bench.state.patient.assumed.isEmpty)
            #expect(bench.state.patient.beneficiaries.first?.birthRank == BirthRank(2))
            #expect(try await bench.search(session).status == .found)
            let call = try #require(bench.service.calls.value.first)
            #expect(call.search?.birthRank == BirthRank(2))
            #expect(call.search?.birthName?.text == "NEECANARI")
            let text = String(decoding: try #require(call.vitaleAssertion).octets, as: UTF8.self)
            #expect(text.contains("NameQualifier=\"VITALE\">000000123456<"))
            #expect(text.contains("<Issuer>899700000001</Issuer>"))
            #expect(library.confirmed.value == ["123456"])
        }
    }

    @Test("Without a serial number a required assertion stops the call, before anything is signed")
    func serialRequired() async throws {
        let library = ScriptedLibrary(.failure(.notLoadable(reason: "absent")))
        try await AgentBench.run(Self.required(), .init(official: library)) { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            #expect(bench.state.patient.assumed == ["birthRank"])
            let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
            #expect(error?.code == "vitale.serialRequired")
            #expect(bench.service.calls.value.isEmpty)
        }
    }

    @Test("Production requires the assertion unless the administrator says otherwise; elsewhere it goes when it can")
    func rule() {
        var configuration = Configuration()
        #expect(configuration.vitaleAssertionInForce == .required)
        configuration.environment = .test
        #expect(configuration.vitaleAssertionInForce == .whenAvailable)
        configuration.environment = .production
        configuration.vitaleAssertion = .whenAvailable
        #expect(configuration.vitaleAssertionInForce == .whenAvailable)
    }

    @Test(
        "A library that fails costs what it would have added, and nothing else",
        arguments: [
            OfficialReadingError.crashed(status: 139), .timedOut, .refused(function: "Hn_Init", result: 1, code: 2),
        ])
    func failing(_ failure: OfficialReadingError) async throws {
        try await AgentBench.run(AgentBench.configuration(), .init(official: ScriptedLibrary(.failure(failure)))) {
            bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            #expect(try await bench.search(session).status == .found)
            #expect(bench.service.calls.value.first?.vitaleAssertion == nil)
        }
    }

    @Test("Two readings of different people are used by nobody")
    func contradiction() async throws {
        let library = ScriptedLibrary(
            .success(OfficialContent(bearers: [try Self.bearer(name: "TOUTAUTRE")], chip: Self.chip)))
        try await AgentBench.run(AgentBench.configuration(), .init(official: library)) { bench in
            bench.insert(try Sample.vitaleCard(), in: AgentBench.counter)
            try await bench.until("refused") { $0.patient.problem?.code == "vitale.sourcesDisagree" }
            #expect(bench.state.patient.beneficiaries.isEmpty)
        }
    }

    @Test("A card that the library finds exchanged or gone before the call is not asked for")
    func exchanged() async throws {
        let library = ScriptedLibrary(.success(OfficialContent(bearers: [], chip: Self.chip)))
        try await AgentBench.run(AgentBench.configuration(), .init(official: library)) { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            let refusals: [(OfficialReadingError, String)] = [
                (.cardChanged, "vitale.changed"), (.cardAbsent, "card.removed"), (.timedOut, "vitale.libraryFailed"),
            ]
            for (refusal, code) in refusals {
                library.refuse(refusal)
                let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
                #expect(error?.code == code)
            }
            #expect(bench.service.calls.value.isEmpty)
        }
    }

    @Test("A first generation card is read whole by a library, or not at all")
    func firstGeneration() async throws {
        let whole = ScriptedLibrary(
            .success(OfficialContent(bearers: [try Self.bearer()], chip: Self.chip, isBoundToReader: true)))
        try await AgentBench.run(AgentBench.configuration(), .init(official: whole)) { bench in
            try await bench.readyProfessional()
            bench.insert(try OtherCard(OtherCardDescription(.vitale1)), in: AgentBench.counter)
            let state = try await bench.until("read") { $0.patient.status == .ready }.state
            #expect(state.patient.generation == "vitale1")
            let session = try #require(state.patient.cardSession)
            #expect(try await bench.search(session).status == .found)
        }
        let elsewhere = ScriptedLibrary(.success(OfficialContent(bearers: [try Self.bearer()], chip: Self.chip)))
        try await AgentBench.run(AgentBench.configuration(), .init(official: elsewhere)) { bench in
            bench.insert(try OtherCard(OtherCardDescription(.vitale1)), in: AgentBench.counter)
            try await bench.until("refused") {
                $0.patient.problem?.code == "vitale.firstGenerationIncomplete" && $0.patient.beneficiaries.isEmpty
            }
        }
        let partial = ScriptedLibrary(.success(OfficialContent(bearers: [], chip: Self.chip)))
        try await AgentBench.run(AgentBench.configuration(), .init(official: partial)) { bench in
            bench.insert(try OtherCard(OtherCardDescription(.vitale1)), in: AgentBench.counter)
            try await bench.until("refused") {
                $0.patient.problem?.code == "vitale.firstGenerationIncomplete" && $0.patient.beneficiaries.isEmpty
            }
        }
    }
}
