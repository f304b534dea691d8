import CardSimulator
import Cryptography
import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct CPxCardSigningTests {
    @Test("A signature verifies with the certificate, and the second takes three commands and no reading")
    func signature() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel, .cps3)
        _ = try card.verify(PIN(literal: "1234"), channel)
        for message in ["first", "second"].map({ Array($0.utf8) }) {
            _ = channel.commands()
            let signature = try card.sign(message, channel)
            #expect(card.holder.certificate.publicKey.verify(signature: signature, sha256: Digest.sha256(message)))
            #expect(channel.commands().filter { $0[1] != 0xC0 }.map { $0[1] } == [0xA4, 0x22, 0x2A])
        }
    }

    @Test(
        "A card gets the digest, or the last block if it wants that, at every length around the block borders",
        arguments: [true, false])
    func lengths(_ externalHash: Bool) async throws {
        let channel = SimulatedChannel(try Simulated.card { $0.externalHash = externalHash })
        let card = try CPxCard.read(channel, .cps3)
        _ = try card.verify(PIN(literal: "1234"), channel)
        for count in [1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 191, 192, 193, 200, 1000] {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            _ = channel.commands()
            let signature = try card.sign(message, channel)
            let isValid = card.holder.certificate.publicKey.verify(
                signature: signature, sha256: Digest.sha256(message))
            #expect(isValid, "\(count)")
            #expect(channel.commands().contains { $0.starts(with: [0x00, 0x2A, 0x90, 0xA0]) } != externalHash)
            await Task.yield()
        }
    }

    @Test("Without PIN the card refuses to sign, and nothing else is tried")
    func withoutPIN() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel, .cps3)
        _ = channel.commands()
        let refusal = CardError.unexpectedStatus(
            .securityStatusNotSatisfied, during: "PSO COMPUTE DIGITAL SIGNATURE")
        #expect(throws: HealthCardError.card(refusal)) { try card.sign([1], channel) }
        #expect(channel.commands().count == 3)
    }

    @Test("A signature of another length than the key's is refused")
    func shortSignature() throws {
        let card = try Simulated.read.get()
        let script = ScriptedCard([
            .init("00A4090C043F000001", "9000", "SELECT"), .init("002241B606800142840181", "9000", "MSE"),
            .init(
                "002A9E9A20 4BF5122F344554C53BDE2EBB8CD2B7E3D1600AD631C385A5D7CCE23C7785459A", "0102039000", "PSO"),
        ])
        #expect(throws: HealthCardError.unreadable(field: "signature")) { try card.sign([1], script) }
        #expect(script.complaint == nil)
    }
}
