import CardSimulator
import HealthCards
import SmartCard
import SmartCardTestKit
import Synchronization
import Testing

@Suite struct CPxCardPINPadTests {
    /// A reader with a pad; the card behind it accepts what it gets.
    final class Pad: CardChannel {
        let transmissionProtocol = TransmissionProtocol.t0
        private let answer: Result<[UInt8], CardError>
        private let log = Mutex<[(code: UInt32, data: [UInt8])]>([])
        private let sent = Mutex<[[UInt8]]>([])

        init(_ answer: Result<[UInt8], CardError>) {
            self.answer = answer
        }

        var asked: [(code: UInt32, data: [UInt8])] { log.withLock { $0 } }

        var commands: [[UInt8]] { sent.withLock { $0 } }

        func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
            let bytes = command.indices.map { command[$0] }
            sent.withLock { $0.append(bytes) }
            return [0x90, 0x00]
        }

        func features() throws(CardError) -> ReaderFeatures { ReaderFeatures(hex("0604 42000D55")) }

        func control(_ code: UInt32, _ data: [UInt8]) throws(CardError) -> [UInt8] {
            log.withLock { $0.append((code, data)) }
            return try answer.get()
        }
    }

    @Test("The reader is told once what to present")
    func structure() throws {
        let pad = Pad(.success([0x90, 0x00]))
        #expect(try Simulated.read.get().verifyOnPad(pad, timeout: 30) == .verified)
        #expect(pad.asked.map(\.code) == [0x4200_0D55])
        #expect(pad.commands.isEmpty)
        let block = "1E1E 82 08 00 0404 02 01 0C04 00 000000 0D000000 0020000108 FFFFFFFFFFFFFFFF"
        #expect(pad.asked.first?.data == hex(block))
    }

    @Test("A CPS4 is presented its PIN on the channel that is opened for it")
    func chipDoc() throws {
        let pad = Pad(.success([0x63, 0xC2]))
        let card = try CPxCard.read(SimulatedChannel(Simulated.chipDoc()), .cps4)
        #expect(try card.verifyOnPad(pad, timeout: 30) == .wrong(retriesLeft: 2))
        #expect(pad.commands == [hex("01A4040C08 80250000 01FF0100")])
        #expect(pad.asked.first.map { Array($0.data.dropFirst(19)) } == hex("0120000108 FFFFFFFFFFFFFFFF"))
    }

    @Test(
        "Each answer of card or reader has its meaning",
        arguments: [
            ("63C2", PINVerification.wrong(retriesLeft: 2)), ("63C0", .blocked), ("6983", .blocked),
            ("6400", .timedOut), ("6401", .cancelled), ("6403", .wrongLength(4...4)),
            ("6300", .wrong(retriesLeft: nil)),
        ])
    func answers(_ answer: String, _ verification: PINVerification) throws {
        let pad = Pad(.success(hex(answer)))
        #expect(try Simulated.read.get().verifyOnPad(pad, timeout: 30) == verification)
        #expect(pad.asked.count == 1)
    }

    @Test(
        "An answer that is not understood leaves it in doubt", arguments: ["6402", "6B80", "6108", "6F00"])
    func doubtful(_ answer: String) throws {
        let pad = Pad(.success(hex(answer)))
        let status = StatusWord(hex(answer)[0], hex(answer)[1])
        #expect(throws: HealthCardError.card(.unexpectedStatus(status, during: "VERIFY on the pad"))) {
            try Simulated.read.get().verifyOnPad(pad, timeout: 30)
        }
        #expect(pad.asked.count == 1)
    }

    @Test("A broken exchange or an answer that is none is told, and not repeated")
    func broken() throws {
        let gone = Pad(.failure(.cardRemoved))
        #expect(throws: HealthCardError.card(.cardRemoved)) { try Simulated.read.get().verifyOnPad(gone, timeout: 30) }
        let empty = Pad(.success([0x90]))
        #expect(throws: HealthCardError.card(.malformedResponse(count: 1))) {
            try Simulated.read.get().verifyOnPad(empty, timeout: 30)
        }
        #expect(gone.asked.count == 1 && empty.asked.count == 1)
    }

    @Test("A reader without pad is asked nothing")
    func plain() throws {
        let script = ScriptedCard([])
        #expect(try Simulated.read.get().verifyOnPad(script, timeout: 30) == nil)
        #expect(script.complaint == nil)
    }
}
