import CardSimulator
import Cryptography
import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct CPxCardTests {
    @Test("The holder of a simulated card is read from its certificate")
    func holder() throws {
        let simulated = try Simulated.card()
        let card = try CPxCard.read(SimulatedChannel(simulated), .cps3)
        #expect(card.holder.nationalId == "899700000001")
        #expect(card.holder.surname == "SIMULEE")
        #expect(card.holder.givenName == "JEANNE")
        #expect(card.holder.profession == "Médecin")
        #expect(card.holder.cardType == .cps)
        #expect(card.holder.isTestCard)
        #expect(card.holder.isNominative)
        #expect(card.holder.certificate.der == simulated.signatureCertificate)
    }

    @Test(
        "Each family of cards is told",
        arguments: [
            (ProfessionalDescription.CardType.cps, CPxCardType.cps), (.cpf, .cpf), (.cpe, .cpe), (.cpa, .cpa),
        ])
    func family(_ simulated: ProfessionalDescription.CardType, _ family: CPxCardType) throws {
        let channel = SimulatedChannel(try Simulated.card { $0.cardType = simulated })
        #expect(try CPxCard.read(channel, .cps3).holder.cardType == family)
    }

    @Test("An expired card is read, its end is in the past")
    func expired() throws {
        let live = try CPxCard.read(SimulatedChannel(Simulated.card()), .cps3)
        let dead = try CPxCard.read(SimulatedChannel(Simulated.card { $0.expired = true }), .cps3)
        #expect(dead.holder.certificate.notAfter < live.holder.certificate.notBefore + 86_400)
    }

    @Test("What only the data objects tell is read from them")
    func dataObjects() throws {
        let holder = try CPxCard.read(SimulatedChannel(Simulated.card()), .cps3).holder
        #expect(holder.civility == "Madame")
        #expect(holder.cardNumber == "2600000001")
        #expect(holder.speciality == "SM26")
        #expect(holder.futureProfession == nil)
        #expect(holder.unknownTags.isEmpty)
        let student = try CPxCard.read(SimulatedChannel(Simulated.card { $0.cardType = .cpf }), .cps3).holder
        #expect(student.futureProfession == 10)
    }

    @Test("The generation is told, and a card of another kind is not read", arguments: CardKind.allCases)
    func kinds(_ kind: CardKind) throws {
        let script = ScriptedCard([])
        if kind == .cps3 {
            #expect(try CPxCard.read(SimulatedChannel(Simulated.card()), kind).generation == .cps3)
        } else if kind != .cps4 {
            #expect(throws: HealthCardError.unsupportedCard(kind)) { try CPxCard.read(script, kind) }
            #expect(script.complaint == nil)
        }
    }

    @Test("A PIN's lengths are the card's own")
    func lengths() throws {
        #expect(try CPxCard.read(SimulatedChannel(Simulated.card()), .cps3).pinLengths == 4...4)
        let other = try Simulated.card { ($0.pinMinimum, $0.pinMaximum) = (4, 8) }
        #expect(try CPxCard.read(SimulatedChannel(other), .cps3).pinLengths == 4...8)
    }

    @Test("A card that is no test card, or names nobody, is told")
    func categories() throws {
        let real = try CPxCard.read(SimulatedChannel(Simulated.card { $0.test = false }), .cps3).holder
        #expect(!real.isTestCard)
        let employee = try CPxCard.read(
            SimulatedChannel(
                Simulated.card {
                    ($0.nominative, $0.cardType, $0.nationalId) = (false, .cpe, "1990000001/0042")
                }), .cps3
        ).holder
        #expect(!employee.isNominative)
        #expect(employee.nationalId == "1990000001/0042")
    }
}
