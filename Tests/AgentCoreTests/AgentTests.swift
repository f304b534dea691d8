import AgentTestKit
import CardSimulator
import Cryptography
import HealthIdentity
import INSi
import SAML
import SmartCard
import Testing

@testable import AgentCore

/// The whole way, from two empty readers to an identity.
@Suite struct AgentTests {
    @Test("Two cards and a PIN lead to an identity, each step told in the state")
    func wholePath() async throws {
        try await AgentBench.run { bench in
            try await bench.until("both readers") { $0.readers.count == 2 && $0.readerServiceAvailable }
            let locked = try await bench.insertProfessional().professional
            #expect(locked.status == .locked)
            #expect(locked.pinTriesLeft == 3)
            #expect(locked.holder?.nationalId == "899700000001")
            #expect(locked.holder?.name == "JEANNE SIMULEE")
            #expect(locked.holder?.isTest == true)
            #expect(locked.certificateNotAfter != nil)
            try await bench.present("1234")
            #expect(bench.state.professional.status == .ready)
            #expect(bench.state.professional.pinTriesLeft == 3)
            let session = try await bench.insertVitale()
            #expect(bench.state.patient.generation == "vitale2")
            #expect(bench.state.patient.assumed == ["birthRank"])
            #expect(bench.state.patient.beneficiaries.map(\.name) == [Sample.name])
            #expect(bench.state.patient.beneficiaries.first?.birthDate.text == Sample.birthDate)
            #expect(bench.state.patient.beneficiaries.first?.matricule?.number == Sample.matricule)
            let result = try await bench.search(session)
            #expect(result.status == .found)
            #expect(result.identity == Sample.found().identity)
            #expect(result.notUsableBecause.isEmpty)
            #expect(result == bench.state.ins)
            #expect(bench.state.readers.map(\.role) == [.professional, .patient])
            #expect(bench.state.readers.map(\.card) == ["professional", "vitale"])
        }
    }

    @Test("The service is asked with what the card says, in the name of the professional, with the billing identifier")
    func call() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            try await bench.readyProfessional(card)
            let session = try await bench.insertVitale()
            _ = try await bench.search(session)
            let call = try #require(bench.service.calls.value.first)
            let search = try #require(call.search)
            #expect(search.individual?.number == Sample.matricule)
            #expect(search.policyHolder.number == Sample.matricule)
            #expect(search.birthDate.text == Sample.birthDate)
            #expect(search.birthName == nil)
            #expect(search.birthRank == .assumed)
            #expect(call.context.emitter == "899700000001")
            #expect(call.context.software == AgentBench.software)
            let trust = try TrustStore(anchors: [Sample.authority.get().certificate])
            let assertion = try AssertionVerifier(trust: trust, at: nil).verify(#require(call.assertion).octets)
            #expect(assertion.nameID == "899700000001")
            #expect(assertion.nameQualifier == "CPS")
            #expect(assertion.certificate.der == card.signatureCertificate)
            #expect(assertion.issuer == assertion.certificate.subject.text)
            #expect(
                assertion.attributes == [
                    .init(name: "identifiantFacturation", value: "FACT-DEFAUT"),
                    .init(name: "codeSpecialiteAMO", value: "01"),
                    .init(name: "secteurActivite", value: "SA07"),
                ])
        }
    }

    @Test("A holder's own billing identifier goes before the establishment's")
    func billing() async throws {
        var configuration = AgentBench.configuration()
        configuration.billing = [
            "899700000001": Billing(identifier: "FACT-PROPRE", speciality: "04"),
            "899700000002": Billing(identifier: "FACT-AUTRE"),
        ]
        try await AgentBench.run(configuration) { bench in
            try await bench.readyProfessional()
            _ = try await bench.search(bench.insertVitale())
            let call = try #require(bench.service.calls.value.first)
            let assertion = try AssertionVerifier(trust: nil, at: nil).verify(#require(call.assertion).octets)
            #expect(assertion.attributes.map(\.value) == ["FACT-PROPRE", "04", "SA07"])
        }
    }

    @Test("A child without a number is asked for with the policy holder's, and with its own birth rank")
    func child() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale(Sample.familyCard())
            let result = try await bench.agent.searchByVitale(
                cardSession: session, beneficiary: 1, birthRank: BirthRank(2), idempotencyKey: nil,
                requester: Requester(name: "test"))
            #expect(result.beneficiary == 1)
            let search = try #require(bench.service.calls.value.first?.search)
            #expect(search.individual == nil)
            #expect(search.policyHolder.number == Sample.matricule)
            #expect(search.birthDate.text == "2012-02-30")
            #expect(search.birthRank == BirthRank(2))
        }
    }

    @Test("Each call has a new assertion and a new request identifier")
    func fresh() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            let first = try await bench.search(session)
            let second = try await bench.search(session)
            let calls = bench.service.calls.value
            #expect(calls.count == 2)
            #expect(Set(calls.map(\.assertion?.id)).count == 2)
            #expect(first.requestId != nil)
            #expect(first.requestId != second.requestId)
        }
    }

    @Test("When the monitor ends every card is forgotten")
    func end() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            _ = try await bench.search(bench.insertVitale())
            bench.end()
            try await bench.until("nothing left") { $0.professional.status == .absent && $0.patient.status == .absent }
            #expect(bench.state.ins == INSState())
            #expect(Set(bench.cards.left) == [AgentBench.desk, AgentBench.counter])
        }
    }

    @Test("Nothing of the patient, nor the PIN, is logged on the whole way")
    func log() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard { $0.pin = "7391" }
            try await bench.insertProfessional(card)
            await #expect(throws: AgentError.self) { try await bench.present("7390") }
            try await bench.present("7391")
            _ = try await bench.search(bench.insertVitale())
            bench.remove(from: AgentBench.counter)
            try await bench.untilLogged("card removed")
            let text = bench.log.value.joined(separator: "\n")
            #expect(text.contains("search ended"))
            for canary in Sample.canaries + ["7391", "7390"] { #expect(!text.contains(canary)) }
        }
    }
}
