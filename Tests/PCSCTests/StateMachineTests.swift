import SmartCard
import Testing

@testable import PCSC

@Suite struct StateMachineTests {
    static let alpha = Reader(name: "Alpha")
    static let beta = Reader(name: "Beta")
    static let empty: UInt32 = 0x0010
    static let present: UInt32 = 0x0020
    static let mute: UInt32 = 0x0220
    static let inUse: UInt32 = 0x0120
    static let exclusive: UInt32 = 0x00A0

    static func status(
        _ flags: UInt32, of reader: Reader = alpha, counter: UInt32 = 0, atr: [UInt8] = []
    ) -> ReaderStatus {
        ReaderStatus(reader: reader, state: flags | 0x2 | counter << 16, atr: ATR(atr))
    }

    static func card(_ counter: UInt16, _ atr: [UInt8] = [0x3B, 0x00]) -> CardInsertion {
        CardInsertion(reader: alpha, counter: counter, atr: ATR(atr))
    }

    /// A machine that knows the reader and has seen that status.
    static func machine(after status: ReaderStatus? = nil) -> ReaderMonitor.StateMachine {
        var machine = ReaderMonitor.StateMachine()
        _ = machine.serviceFound()
        _ = machine.readersListed([alpha])
        if let status { _ = machine.statesChanged([status]) }
        return machine
    }

    @Test("The service is announced once, its absence once")
    func service() {
        var machine = ReaderMonitor.StateMachine()
        #expect(machine.serviceLost(.noService) == [.serviceUnavailable(code: 0x8010_001D)])
        #expect(machine.serviceLost(.noService) == [])
        #expect(machine.serviceFound() == [.serviceAvailable])
        #expect(machine.serviceFound() == [])
        #expect(machine.serviceLost(.communicationError) == [.serviceUnavailable(code: 0x8010_0013)])
    }

    @Test("Readers come and go by the list")
    func readers() {
        var machine = Self.machine()
        #expect(machine.readersListed([Self.alpha]) == [])
        #expect(machine.readersListed([Self.beta]) == [.readerRemoved(Self.alpha), .readerAdded(Self.beta)])
        #expect(machine.watched == [.init(reader: Self.beta, known: 0)])
        #expect(machine.readersListed([]) == [.readerRemoved(Self.beta)])
    }

    @Test("The service's end takes every reader with it, and everything is looked at anew")
    func loss() {
        var machine = Self.machine(after: Self.status(Self.present, counter: 1, atr: [0x3B, 0x00]))
        _ = machine.readersListed([Self.alpha, Self.beta])
        let lost = machine.serviceLost(.communicationError)
        #expect(
            lost == [.readerRemoved(Self.alpha), .readerRemoved(Self.beta), .serviceUnavailable(code: 0x8010_0013)])
        #expect(machine.watched == [])
        #expect(machine.serviceFound() == [.serviceAvailable])
        #expect(machine.readersListed([Self.alpha]) == [.readerAdded(Self.alpha)])
        #expect(machine.watched == [.init(reader: Self.alpha, known: 0)])
        let again = machine.statesChanged([Self.status(Self.present, counter: 1, atr: [0x3B, 0x00])])
        #expect(again == [.cardInserted(Self.card(1))])
    }

    @Test("The state to compare with is the last one seen, counter included")
    func watched() {
        let machine = Self.machine(after: Self.status(Self.present, counter: 3, atr: [0x3B, 0x00]))
        #expect(machine.watched == [.init(reader: Self.alpha, known: 0x0003_0022)])
    }

    /// Every kind of content before, every kind after.
    @Test(
        "Each change of content gives its events",
        arguments: [
            (empty, 0, present, 1, [ReaderEvent.cardInserted(card(1))]),
            (empty, 0, empty, 0, []),
            (empty, 0, mute, 1, [.cardMute(alpha)]),
            (empty, 0, exclusive, 1, [.cardInserted(card(1))]),
            (empty, 0, inUse, 1, [.cardInserted(card(1))]),
            (present, 1, empty, 2, [.cardRemoved(alpha)]),
            (present, 1, present, 1, []),
            (present, 1, inUse, 1, []),
            (present, 1, exclusive, 1, []),
            (present, 1, present, 3, [.cardRemoved(alpha), .cardInserted(card(3))]),
            (present, 0, present, 2, [.cardRemoved(alpha), .cardInserted(card(2))]),
            (present, 1, mute, 3, [.cardRemoved(alpha), .cardMute(alpha)]),
            (present, 1, mute, 1, [.cardRemoved(alpha), .cardMute(alpha)]),
            (mute, 1, empty, 2, [.cardRemoved(alpha)]),
            (mute, 1, mute, 1, []),
            (mute, 1, mute, 3, [.cardRemoved(alpha), .cardMute(alpha)]),
            (mute, 1, present, 1, [.cardInserted(card(1))]),
            (mute, 1, present, 3, [.cardRemoved(alpha), .cardInserted(card(3))]),
        ] as [(UInt32, UInt32, UInt32, UInt32, [ReaderEvent])])
    func transitions(_ before: UInt32, _ first: UInt32, _ after: UInt32, _ second: UInt32, _ events: [ReaderEvent]) {
        func status(_ flags: UInt32, _ counter: UInt32) -> ReaderStatus {
            Self.status(flags, counter: counter, atr: flags & 0x220 == 0x20 ? [0x3B, 0x00] : [])
        }
        var machine = Self.machine(after: status(before, first))
        #expect(machine.statesChanged([status(after, second)]) == events)
    }

    @Test("The first look tells what is there")
    func firstLook() {
        var machine = Self.machine()
        #expect(machine.statesChanged([Self.status(Self.empty)]) == [])
        machine = Self.machine()
        #expect(machine.statesChanged([Self.status(Self.mute)]) == [.cardMute(Self.alpha)])
        machine = Self.machine()
        #expect(machine.statesChanged([Self.status(Self.present, atr: [0x3B, 0x00])]) == [.cardInserted(Self.card(0))])
    }

    @Test("A card without ATR is mute")
    func withoutATR() {
        var machine = Self.machine(after: Self.status(Self.empty))
        #expect(machine.statesChanged([Self.status(Self.present, counter: 1)]) == [.cardMute(Self.alpha)])
    }

    @Test("Another ATR under the same counter is another card")
    func otherATR() {
        var machine = Self.machine(after: Self.status(Self.present, counter: 1, atr: [0x3B, 0x00]))
        let events = machine.statesChanged([Self.status(Self.present, counter: 1, atr: [0x3B, 0x01])])
        #expect(events == [.cardRemoved(Self.alpha), .cardInserted(Self.card(1, [0x3B, 0x01]))])
    }

    @Test(
        "A reader that became unavailable is gone, once, until it can be used again",
        arguments: [0x000E, 0x0008, 0x0004] as [UInt32])
    func unavailable(_ flags: UInt32) {
        var machine = Self.machine(after: Self.status(Self.present, counter: 1, atr: [0x3B, 0x00]))
        #expect(machine.statesChanged([Self.status(flags)]) == [.readerRemoved(Self.alpha)])
        #expect(machine.readersListed([Self.alpha]) == [])
        #expect(machine.statesChanged([Self.status(flags)]) == [])
        #expect(machine.watched.map(\.known) == [Self.status(flags).state], "so that the next wait sleeps")
        #expect(
            machine.statesChanged([Self.status(Self.present, counter: 1, atr: [0x3B, 0x00])])
                == [.readerAdded(Self.alpha), .cardInserted(Self.card(1))])
    }

    @Test("An unavailable reader that leaves the list, or the service that goes, says nothing of it again")
    func unavailableAndGone() {
        var machine = Self.machine(after: Self.status(Self.empty))
        _ = machine.statesChanged([Self.status(0x000E)])
        var other = machine
        #expect(machine.readersListed([]) == [])
        #expect(other.serviceLost(ResultCode(rawValue: 0x8010_001D)) == [.serviceUnavailable(code: 0x8010_001D)])
    }

    @Test("Each reader has its own state")
    func independent() {
        var machine = Self.machine()
        _ = machine.readersListed([Self.alpha, Self.beta])
        let events = machine.statesChanged([
            Self.status(Self.empty, of: Self.alpha),
            Self.status(Self.present, of: Self.beta, counter: 1, atr: [0x3B, 0x05]),
        ])
        #expect(events == [.cardInserted(CardInsertion(reader: Self.beta, counter: 1, atr: ATR([0x3B, 0x05])))])
    }
}
