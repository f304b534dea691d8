import AgentTestKit
import CardSimulator
import Cryptography
import HTTPS
import HealthIdentity
import INSi
import SAML
import Testing

@testable import AgentCore

@Suite struct AgentCallTests {
    private static let unavailable = INSiError.fault(
        SOAPFault(
            subcode: "siram_40", side: .sender, code: "desir_1020", severity: "fatale", messageID: nil, reason: nil,
            text: nil))

    private func configuration(retries: Int) -> Configuration {
        var configuration = AgentBench.configuration()
        configuration.retries = retries
        return configuration
    }

    @Test(
        "What was not executed or is called unavailable is asked again, within the bound",
        arguments: [
            .transport(.unreachable(code: 7)), .transport(.nameUnknown(code: 6)),
            .transport(.timeout(connected: false)), .unavailable(status: 503), unavailable,
        ] as [INSiError])
    func again(_ error: INSiError) async throws {
        try await AgentBench.run(configuration(retries: 2)) { bench in
            try await bench.readyProfessional()
            bench.service.answer(.failure(error), .failure(error), .success(Sample.found()))
            let session = try await bench.insertVitale()
            #expect(try await bench.search(session).status == .found)
            let calls = bench.service.calls.value
            #expect(calls.count == 3)
            #expect(Set(calls.map(\.messageID)).count == 3)
            #expect(Set(calls.compactMap(\.assertion?.id)).count == 3)
            bench.service.answer(.failure(error))
            await #expect(throws: AgentError(error)) { try await bench.search(session) }
            #expect(bench.service.calls.value.count == 6)
        }
    }

    @Test(
        "What may have been executed, or cannot pass by itself, is asked once",
        arguments: [
            .transport(.timeout(connected: true)), .transport(.closed(code: 56, connected: true)),
            .transport(.certificateRefused(code: 60, verifyResult: 20)), .transport(.proxyRefused(status: 407)),
            .transport(.clientCertificateRefused(alert: .revoked)), .transport(.tooLarge),
            .unreadableAnswer(status: 500, what: "empty body"),
            .fault(
                SOAPFault(
                    subcode: "siram_100", side: .sender, code: "desir_550", severity: "erreur", messageID: nil,
                    reason: nil, text: nil)),
        ] as [INSiError])
    func once(_ error: INSiError) async throws {
        try await AgentBench.run(configuration(retries: 2)) { bench in
            try await bench.readyProfessional()
            bench.service.answer(.failure(error))
            let session = try await bench.insertVitale()
            await #expect(throws: AgentError(error)) { try await bench.search(session) }
            #expect(bench.service.calls.value.count == 1)
        }
    }

    @Test("Every call is traced with its outcome, and the image only when an identity was found")
    func trace() async throws {
        try await AgentBench.run(configuration(retries: 1)) { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.service.answer(
                .failure(.unavailable(status: 503)), .success(Sample.found()), .success(Sample.answer(.none)))
            let first = try await bench.search(session)
            _ = try await bench.search(session)
            let traces = bench.tracer.traces.value
            #expect(traces.map(\.outcome) == ["insi.unavailable", "CR 00", "CR 01"])
            #expect(traces.map(\.messageID) == bench.service.calls.value.map(\.messageID))
            #expect(traces.map { $0.image != nil } == [false, true, false])
            #expect(traces.prefix(2).allSatisfy { $0.requestId == first.requestId })
            #expect(traces.allSatisfy { $0.operation == "WS_INS1" && $0.emitter == "899700000001" })
            #expect(traces.allSatisfy { $0.requester == Requester(name: "test") && $0.authentication == .cpx })
        }
    }

    @Test("An answer that cannot be traced is not given out")
    func fullTrail() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            bench.tracer.isFull.update { $0 = true }
            let session = try await bench.insertVitale()
            await #expect(throws: AgentError(.storageFailed)) { try await bench.search(session) }
            #expect(bench.state.ins.identity == nil)
        }
    }

    @Test("Twins of one card: an assumed rank makes the answer unusable until a person confirms it")
    func twins() async throws {
        let twins = [
            Bearer(name: Sample.name, givenName: "MERE", birthDate: "19600101", matricule: "2600199999001"),
            Bearer(name: Sample.name, givenName: Sample.givenName, birthDate: "19870613"),
        ]
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let card = try VitaleCard(VitaleDescription(bearers: twins))
            let session = try await bench.insertVitale(card)
            let assumed = try await bench.search(session, beneficiary: 1)
            #expect(assumed.notUsableBecause == ["birthRank.assumed"])
            for rank in [1, 2] {
                let told = try await bench.agent.searchByVitale(
                    cardSession: session, beneficiary: 1, birthRank: BirthRank(rank), idempotencyKey: nil,
                    requester: Requester(name: "test"))
                #expect(told.notUsableBecause.isEmpty)
            }
            #expect(bench.service.calls.value.compactMap(\.search?.birthRank.value) == [1, 1, 2])
        }
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let both = twins + [Bearer(name: Sample.name, givenName: "JUMELLE", birthDate: "19870613")]
            let session = try await bench.insertVitale(VitaleCard(VitaleDescription(bearers: both)))
            await #expect(throws: AgentError(.birthRankRequired)) { try await bench.search(session, beneficiary: 1) }
            #expect(bench.service.calls.value.isEmpty)
        }
    }

    @Test("A physician without an AMO speciality is told so before the PIN is asked for")
    func speciality() async throws {
        var configuration = AgentBench.configuration()
        configuration.billingDefault = Billing(identifier: "991130972")
        try await AgentBench.run(configuration) { bench in
            let state = try await bench.insertProfessional()
            #expect(state.professional.status == .notConfigured)
            #expect(state.professional.problem == AgentError(.specialityMissing))
            await #expect(throws: AgentError(.specialityMissing)) {
                try await bench.agent.requestPIN(lastTryConfirmed: false)
            }
            #expect(bench.cards.verifications(in: AgentBench.desk) == 0)
        }
        try await AgentBench.run(configuration) { bench in
            let nurse = try Sample.professionalCard { ($0.profession, $0.title) = (60, "Infirmier") }
            try await bench.readyProfessional(nurse)
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test("WS_INS3 is off until its format is configured")
    func verification() async throws {
        let matricule = try #require(Matricule(Sample.matricule))
        let number = INSNumber(matricule: matricule, key: nil, oid: "1.2.250.1.213.1.4.8")
        func verify(_ bench: AgentBench) async throws -> Agent.Verification {
            try await bench.agent.verify(
                number: number, traits: AgentTraitsTests.traits(), givenNameList: nil,
                requester: Requester(name: "test"))
        }
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            await #expect(throws: AgentError(.verificationOff)) { try await verify(bench) }
            #expect(bench.service.calls.value.isEmpty)
        }
        var configuration = AgentBench.configuration()
        (configuration.verificationNamespace, configuration.verificationAction) = ("urn:a", "urn:b")
        try await AgentBench.run(configuration) { bench in
            try await bench.readyProfessional()
            bench.service.answer(
                .success(Sample.answer(.found)), .success(Sample.answer(.none)),
                .success(Sample.answer(ReturnCode(rawValue: "42"))))
            #expect(try await verify(bench).isVerified == true)
            #expect(try await verify(bench).isVerified == false)
            let unknown = try await verify(bench)
            #expect(unknown.isVerified == nil && unknown.returnCode == "42")
            #expect(bench.tracer.traces.value.allSatisfy { $0.operation == "WS_INS3" })
        }
    }
}
