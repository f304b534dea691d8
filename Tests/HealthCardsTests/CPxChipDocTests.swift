import CardSimulator
import Cryptography
import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

/// Everything that is done with a card, done with a CPS4.
@Suite struct CPxChipDocTests {
    static let open = hex("01A4040C08 80250000 01FF0100")

    static func card(
        on transmissionProtocol: TransmissionProtocol = .t0,
        _ change: (inout ProfessionalDescription) -> Void = { _ in }
    ) throws -> (CPxCard, SimulatedChannel, CPS4Card) {
        let simulated = try Simulated.chipDoc(change)
        let channel = SimulatedChannel(simulated, on: transmissionProtocol)
        let card = try CPxCard.read(channel, .cps4)
        _ = channel.commands()
        return (card, channel, simulated)
    }

    @Test(
        "A card is read, signs and tells its situation, on either protocol", arguments: [TransmissionProtocol.t0, .t1])
    func whole(_ transmissionProtocol: TransmissionProtocol) throws {
        let (card, channel, simulated) = try Self.card(on: transmissionProtocol)
        #expect(card.generation == .cps4)
        #expect(card.holder.certificate.der == simulated.signatureCertificate)
        #expect(card.holder.nationalId == "899700000001")
        #expect(card.holder.civility == "Madame")
        #expect(card.holder.cardNumber == "2600000001")
        #expect(try card.verify(PIN(literal: "1234"), channel) == .verified)
        _ = channel.commands()
        for message in ["first", "second"].map({ Array($0.utf8) }) {
            let signature = try card.sign(message, channel)
            #expect(card.holder.certificate.publicKey.verify(signature: signature, sha256: Digest.sha256(message)))
            #expect(channel.commands().filter { $0[1] != 0xC0 }.map { $0[1] } == [0xA4, 0x22, 0x2A])
        }
        #expect(try card.situations(channel).map(\.sector) == ["SA07"])
    }

    @Test("A message of any length around the block borders is signed")
    func lengths() async throws {
        let (card, channel, _) = try Self.card()
        _ = try card.verify(PIN(literal: "1234"), channel)
        for count in [1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 129, 191, 192, 193, 200, 1000] {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            let signature = try card.sign(message, channel)
            let isValid = card.holder.certificate.publicKey.verify(signature: signature, sha256: Digest.sha256(message))
            #expect(isValid, "\(count)")
            await Task.yield()
        }
    }

    @Test("A PIN is verified, wrong, then blocked, told by empty VERIFY alone")
    func pin() throws {
        let (card, channel, _) = try Self.card()
        #expect(try card.retriesLeft(channel) == 3)
        #expect(try card.pinStatus(channel) == .notVerified(triesLeft: 3))
        #expect(channel.commands() == [hex("01200001"), hex("01200001")])
        #expect(try card.verify(PIN(literal: "9999"), channel) == .wrong(retriesLeft: 2))
        #expect(channel.commands() == [Self.open, hex("0120000108 39393939FFFFFFFF")])
        #expect(try card.verify(PIN(literal: "1234"), channel) == .verified)
        #expect(try card.pinStatus(channel) == .verified)
        for left in [2, 1] { #expect(try card.verify(PIN(literal: "9999"), channel) == .wrong(retriesLeft: left)) }
        #expect(try card.verify(PIN(literal: "9999"), channel) == .blocked)
        #expect(try card.retriesLeft(channel) == 0)
        #expect(try card.pinStatus(channel) == .blocked)
    }

    @Test("The PIN is presented as the card's own directory says")
    func format() throws {
        let (card, channel, _) = try Self.card {
            ($0.pinMinimum, $0.pinMaximum, $0.padding, $0.pin) = (4, 6, 0x20, "123456")
        }
        #expect(try card.verify(PIN(literal: "123" + "4567"), channel) == .wrongLength(4...6))
        #expect(channel.commands().isEmpty)
        #expect(try card.verify(PIN(literal: "123456"), channel) == .verified)
        #expect(channel.commands().last == hex("0120000108 3132333435362020"))
    }

    @Test("A PIN is changed in two commands, and the new one is in force")
    func change() throws {
        let (card, channel, _) = try Self.card()
        #expect(try card.changePIN(from: PIN(literal: "1234"), to: PIN(literal: "5678"), channel) == .verified)
        #expect(
            channel.commands() == [
                Self.open, hex("0120000108 31323334FFFFFFFF"), hex("0124010108 35363738FFFFFFFF"),
            ])
        #expect(
            try card.changePIN(from: PIN(literal: "1234"), to: PIN(literal: "9999"), channel)
                == .wrong(retriesLeft: 2))
        #expect(channel.commands().count == 2)
        #expect(try card.verify(PIN(literal: "5678"), channel) == .verified)
    }

    @Test("A blocked card is unblocked with its PUK")
    func unblock() throws {
        let (card, channel, _) = try Self.card { $0.triesLeft = 0 }
        #expect(try card.pukRetriesLeft(channel) == 10)
        #expect(
            try card.unblock(puk: PIN(literal: "87654321"), newPIN: PIN(literal: "5678"), channel)
                == .wrong(retriesLeft: 9))
        _ = channel.commands()
        #expect(try card.unblock(puk: PIN(literal: "12345678"), newPIN: PIN(literal: "5678"), channel) == .verified)
        #expect(
            channel.commands() == [
                Self.open, hex("0120000208 3132333435363738"), hex("012C0381"), hex("0124010108 35363738FFFFFFFF"),
            ])
        #expect(try card.verify(PIN(literal: "5678"), channel) == .verified)
    }

    @Test("After a reset the channel is opened again: status and PIN work, a signature says that the PIN is missing")
    func reset() throws {
        let (card, channel, simulated) = try Self.card()
        _ = try card.verify(PIN(literal: "1234"), channel)
        simulated.power(.reset)
        #expect(throws: HealthCardError.self) { try card.situations(channel) }
        simulated.power(.reset)
        let refusal = CardError.unexpectedStatus(
            .securityStatusNotSatisfied, during: "PSO COMPUTE DIGITAL SIGNATURE")
        #expect(throws: HealthCardError.card(refusal)) { try card.sign([1], channel) }
        simulated.power(.reset)
        #expect(try card.pinStatus(channel) == .notVerified(triesLeft: 3))
        simulated.power(.reset)
        #expect(try card.retriesLeft(channel) == 3)
        simulated.power(.reset)
        #expect(try card.verify(PIN(literal: "1234"), channel) == .verified)
        #expect(try card.sign([1], channel).count == 256)
    }
}
