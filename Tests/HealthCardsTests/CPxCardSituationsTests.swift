import CardSimulator
import HealthCards
import SmartCard
import Testing

@Suite struct CPxCardSituationsTests {
    @Test("After the PIN the situation is read with its sector")
    func situation() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel, .cps3)
        #expect(try card.verify(PIN(literal: "1234"), channel) == .verified)
        let situations = try card.situations(channel)
        let situation = try #require(situations.first)
        #expect(situations.count == 1)
        #expect(situation.index == 1)
        #expect(situation.mode == 1)
        #expect(situation.name == "CABINET SIMULE")
        #expect(situation.structureId == "499700000001007")
        #expect(situation.sector == "SA07")
        #expect(situation.unknownTags.isEmpty)
    }

    @Test("Without PIN the card refuses as it refuses to sign")
    func withoutPIN() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel, .cps3)
        #expect {
            try card.situations(channel)
        } throws: { error in
            guard case .card(.unexpectedStatus(let status, _))? = error as? HealthCardError else { return false }
            return status == .securityStatusNotSatisfied
        }
    }

    @Test("Numbers may skip, fields may be missing, unknown tags are kept", arguments: [CardKind.cps3, .cps4])
    func several(_ kind: CardKind) throws {
        let change = { (description: inout ProfessionalDescription) in
            description.extraTags = true
            description.situations = [
                ProfessionalSituation(index: 2, mode: 0, name: "CABINET É", structure: "0123", sector: "SA07"),
                ProfessionalSituation(index: 5, mode: nil),
            ]
        }
        let channel = SimulatedChannel(kind == .cps4 ? try Simulated.chipDoc(change) : try Simulated.card(change))
        let card = try CPxCard.read(channel, kind)
        #expect(!card.holder.unknownTags.isEmpty)
        #expect(try card.verify(PIN(literal: "1234"), channel) == .verified)
        let situations = try card.situations(channel)
        #expect(situations.map(\.index) == [2, 5])
        #expect(situations.map(\.mode) == [0, nil])
        #expect(situations.map(\.name) == ["CABINET É", nil])
        #expect(situations.map(\.structureId) == ["0123", nil])
        #expect(situations.map(\.sector) == ["SA07", nil])
        #expect(situations.allSatisfy { !$0.unknownTags.isEmpty })
    }

    @Test("A card without situations is not asked for them")
    func none() throws {
        let channel = SimulatedChannel(try Simulated.card { $0.situations = [] })
        let card = try CPxCard.read(channel, .cps3)
        _ = channel.commands()
        #expect(try card.situations(channel).isEmpty)
        #expect(channel.commands().isEmpty)
    }
}
