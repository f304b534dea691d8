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
        let card = try CPxCard.read(SimulatedChannel(simulated))
        #expect(card.holder.nationalId == "899700000001")
        #expect(card.holder.surname == "SIMULEE")
        #expect(card.holder.givenName == "JEANNE")
        #expect(card.holder.profession == "Médecin")
        #expect(card.holder.cardType == .cps)
        #expect(card.holder.isTestCard)
        #expect(card.holder.isNominative)
        #expect(card.holder.certificate.der == simulated.signatureCertificate)
        #expect(card.holder.notAfter == card.holder.certificate.notAfter)
    }

    @Test(
        "Each family of cards is told",
        arguments: [
            (ProfessionalDescription.CardType.cps, CPxCardType.cps), (.cpf, .cpf), (.cpe, .cpe), (.cpa, .cpa),
        ])
    func family(_ simulated: ProfessionalDescription.CardType, _ family: CPxCardType) throws {
        let channel = SimulatedChannel(try Simulated.card { $0.cardType = simulated })
        #expect(try CPxCard.read(channel).holder.cardType == family)
    }

    @Test("A PIN is verified, wrong, then blocked, and tries are counted without costing any")
    func pin() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel)
        #expect(try card.retriesLeft(channel) == 3)
        #expect(try card.verify(PIN(literal: "9999"), channel) == .wrong(retriesLeft: 2))
        #expect(try card.retriesLeft(channel) == 2)
        #expect(try card.verify(PIN(literal: "1234"), channel) == .verified)
        #expect(try card.retriesLeft(channel) == 3)
        for left in [2, 1] { #expect(try card.verify(PIN(literal: "9999"), channel) == .wrong(retriesLeft: left)) }
        #expect(try card.verify(PIN(literal: "9999"), channel) == .blocked)
        #expect(try card.retriesLeft(channel) == 0)
        #expect(try card.verify(PIN(literal: "1234"), channel) == .blocked)
    }

    @Test("A PIN of another length is not presented")
    func pinLength() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel)
        _ = channel.commands()
        #expect(try card.verify(PIN(literal: "123456"), channel) == .wrongLength(4...4))
        #expect(channel.commands().isEmpty)
    }

    @Test("A PIN is presented once, padded as the card says")
    func presentation() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel)
        _ = channel.commands()
        _ = try card.verify(PIN(literal: "1234"), channel)
        #expect(channel.commands() == [hex("0020000108 31323334 FFFFFFFF")])
    }

    @Test(
        "A card that leaves, is reset or refuses oddly is told, and the PIN is not presented again",
        arguments: [
            CardError.cardRemoved, .cardReset, .communicationFailed(code: 0x8010_0016),
        ])
    func pinFailure(_ error: CardError) throws {
        let card = try CPxCard.read(SimulatedChannel(Simulated.card()))
        let script = ScriptedCard([.init("0020000108 31323334 FFFFFFFF", fails: error, "VERIFY")])
        #expect(throws: HealthCardError.card(error)) { try card.verify(PIN(literal: "1234"), script) }
        #expect(script.complaint == nil)
    }

    @Test(
        "Each answer to VERIFY has its meaning",
        arguments: [
            ("9000", PINVerification.verified), ("63C2", .wrong(retriesLeft: 2)), ("63C0", .blocked),
            ("6983", .blocked),
            ("6300", .wrong(retriesLeft: nil)),
        ])
    func pinStatuses(_ status: String, _ verification: PINVerification) throws {
        let card = try CPxCard.read(SimulatedChannel(Simulated.card()))
        let script = ScriptedCard([.init("0020000108 31323334 FFFFFFFF", status, "VERIFY")])
        #expect(try card.verify(PIN(literal: "1234"), script) == verification)
        let odd = ScriptedCard([.init("0020000108 31323334 FFFFFFFF", "6F00", "VERIFY")])
        #expect(throws: HealthCardError.card(.unexpectedStatus(StatusWord(0x6F, 0x00), during: "VERIFY"))) {
            try card.verify(PIN(literal: "1234"), odd)
        }
    }

    @Test(
        "Tries are asked for by an empty VERIFY when the card does not show its parameters",
        arguments: [
            ("63C1", 1), ("6983", 0), ("9000", nil),
        ] as [(String, Int?)])
    func retriesFallback(_ status: String, _ left: Int?) throws {
        let card = try CPxCard.read(SimulatedChannel(Simulated.card()))
        let script = ScriptedCard([
            .init("00A4090C023F00", "9000", "SELECT MF"),
            .init("00CB3FFF0A 4D087006BF810102A080", "6A88", "GET DATA"), .init("00200001", status, "empty VERIFY"),
        ])
        #expect(try card.retriesLeft(script) == left)
        #expect(script.complaint == nil)
    }

    @Test("A blocked card is told before any try")
    func blocked() throws {
        let channel = SimulatedChannel(try Simulated.card { $0.triesLeft = 0 })
        #expect(try CPxCard.read(channel).retriesLeft(channel) == 0)
    }

    @Test("A signature verifies with the certificate, and the second takes three commands and no reading")
    func signature() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel)
        _ = try card.verify(PIN(literal: "1234"), channel)
        for message in ["first", "second"].map({ Array($0.utf8) }) {
            _ = channel.commands()
            let signature = try card.sign(message, channel)
            #expect(card.holder.certificate.publicKey.verify(signature: signature, sha256: Digest.sha256(message)))
            #expect(channel.commands().filter { $0[1] != 0xC0 }.map { $0[1] } == [0xA4, 0x22, 0x2A])
        }
    }

    @Test("A card that wants the last block gets it, at every length around the block borders")
    func lastBlock() throws {
        let channel = SimulatedChannel(try Simulated.card { $0.externalHash = false })
        let card = try CPxCard.read(channel)
        _ = try card.verify(PIN(literal: "1234"), channel)
        for count in [1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 191, 192, 193, 200, 1000] {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            let signature = try card.sign(message, channel)
            let isValid = card.holder.certificate.publicKey.verify(
                signature: signature, sha256: Digest.sha256(message))
            #expect(isValid, "\(count)")
        }
    }

    @Test("Without PIN the card refuses to sign, and nothing else is tried")
    func withoutPIN() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel)
        _ = channel.commands()
        let refusal = CardError.unexpectedStatus(
            .securityStatusNotSatisfied, during: "PSO COMPUTE DIGITAL SIGNATURE")
        #expect(throws: HealthCardError.card(refusal)) { try card.sign([1], channel) }
        #expect(channel.commands().count == 3)
    }

    @Test("A signature of another length than the key's is refused")
    func shortSignature() throws {
        let card = try CPxCard.read(SimulatedChannel(Simulated.card()))
        let script = ScriptedCard([
            .init("00A4090C043F000001", "9000", "SELECT"), .init("002241B606800142840181", "9000", "MSE"),
            .init(
                "002A9E9A20 4BF5122F344554C53BDE2EBB8CD2B7E3D1600AD631C385A5D7CCE23C7785459A", "0102039000", "PSO"),
        ])
        #expect(throws: HealthCardError.unreadable(field: "signature")) { try card.sign([1], script) }
        #expect(script.complaint == nil)
    }

    @Test("An expired card is read, its end is in the past")
    func expired() throws {
        let live = try CPxCard.read(SimulatedChannel(Simulated.card()))
        let dead = try CPxCard.read(SimulatedChannel(Simulated.card { $0.expired = true }))
        #expect(dead.holder.notAfter < live.holder.certificate.notBefore + 86_400)
    }
}
