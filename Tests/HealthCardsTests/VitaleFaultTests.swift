import CardSimulator
import HealthCards
import SmartCard
import Testing

@Suite struct VitaleFaultTests {
    private static func simulated() throws -> SimulatedChannel {
        let children = (1...8).map {
            Bearer(name: "TESTEUR", givenName: "N\($0)", birthDate: "20120101", matricule: nil)
        }
        return SimulatedChannel(try VitaleCard(VitaleDescription(bearers: [.policyHolder] + children)))
    }

    private static func commands() throws -> Int {
        let channel = FaultyChannel(try simulated(), at: -1, .error(.cardRemoved))
        _ = try VitaleReading.read(channel)
        return channel.count
    }

    @Test(
        "An exchange that fails, at whichever command, is told as it is and nothing is half read",
        arguments: [CardError.cardRemoved, .cardReset, .communicationFailed(code: 0x8010_002F), .cardMute])
    func exchange(_ error: CardError) throws {
        let count = try Self.commands()
        #expect(count > 8)
        for position in 0..<count {
            let channel = FaultyChannel(try Self.simulated(), at: position, .error(error))
            #expect(throws: HealthCardError.card(error), "\(position)") { try VitaleReading.read(channel) }
            #expect(channel.count == position + 1)
            #expect(try VitaleReading.read(channel).beneficiaries.count == 9)
        }
    }

    @Test("A fault of the chip, at whichever command, is told with its step", arguments: [0x6F, 0x65] as [UInt8])
    func fault(_ sw1: UInt8) throws {
        let status = sw1 == 0x6F ? StatusWord.cardFailure : .memoryFailure
        var steps: Set<String> = []
        for position in 0..<(try Self.commands()) {
            let channel = FaultyChannel(try Self.simulated(), at: position, .status(status.sw1, status.sw2))
            do throws(HealthCardError) {
                _ = try VitaleReading.read(channel)
                Issue.record("read in spite of \(position)")
            } catch {
                guard case .card(.unexpectedStatus(status, let step)) = error else { throw error }
                steps.insert(step)
            }
            #expect(try VitaleReading.read(channel).beneficiaries.count == 9)
        }
        #expect(
            steps == ["SELECT MF", "READ BINARY identity file", "SELECT VITALE", "READ BINARY matricule file"])
    }

    @Test("An answer too short to be one, at whichever command, is told")
    func nonsense() throws {
        for position in 0..<(try Self.commands()) {
            let channel = FaultyChannel(try Self.simulated(), at: position, .error(.malformedResponse(count: 1)))
            #expect(throws: HealthCardError.card(.malformedResponse(count: 1))) { try VitaleReading.read(channel) }
        }
    }

    @Test("Whatever a card answers at one command, the family is whole or refused")
    func anyStatus() throws {
        let count = try Self.commands()
        for sw in [0x6A82, 0x6A86, 0x6B00, 0x6982, 0x6985, 0x6986, 0x6D00, 0x6E00, 0x6282, 0x6281, 0x9000] as [UInt16] {
            for position in 0..<count {
                let status = StatusWord(rawValue: sw)
                let channel = FaultyChannel(try Self.simulated(), at: position, .status(status.sw1, status.sw2))
                let content = try? VitaleReading.read(channel)
                #expect(content == nil || content?.beneficiaries.count == 9, "\(status) at \(position)")
            }
        }
    }
}
