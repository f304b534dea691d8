import Foundation
import Testing
import ToolKit

@testable import CardSimulator

/// A card that answers each command with the command itself and 9000, and remembers its power events.
final class EchoCard: VirtualCard {
    let atr: [UInt8]
    private let seen = Locked<[PowerEvent]>([])
    private let count = Locked(0)

    init(atr: [UInt8] = [0x3B, 0x00]) {
        self.atr = atr
    }

    var events: [PowerEvent] { seen.value }
    func power(_ event: PowerEvent) { seen.change { $0.append(event) } }
    var commands: Int { count.value }
    func transmit(_ command: [UInt8]) -> [UInt8] {
        count.change { $0 += 1 }
        return command + [0x90, 0x00]
    }
}

@Suite("A card in a slot, over the driver itself", .serialized)
struct VirtualReaderSlotTests {
    private let folder: ScratchFolder
    private let driver: Driver
    private let slot: VirtualReaderSlot

    init() throws {
        folder = try ScratchFolder()
        driver = try Driver()
        slot = VirtualReaderSlot(socketPath: folder.path + "/alpha.sock")
        #expect(driver.open("x:\(folder.path)/alpha.sock") == Driver.success)
    }

    @Test("a card comes, answers and goes")
    func life() throws {
        defer { driver.close() }
        let card = EchoCard(atr: hex("3B 75 13 00 00 47 09 EA 90 00"))
        #expect(!driver.isPresent)
        try slot.insert(card)
        driver.watch()
        #expect(driver.isPresent)
        #expect(driver.power(500) == card.atr)
        #expect(driver.transmit([1, 2, 3, 4]) == [1, 2, 3, 4, 0x90, 0x00])
        #expect(driver.power(502) == card.atr)
        #expect(driver.power(501) == [])
        slot.remove()
        driver.watch()
        #expect(!driver.isPresent)
        #expect(card.events == [.on, .reset, .off])
        #expect(driver.transmit([1, 2, 3, 4]) == nil)
        #expect(driver.power(500) == nil)
    }

    @Test("a second card is refused while the first is in, and welcome afterwards")
    func occupied() throws {
        defer { driver.close() }
        try slot.insert(EchoCard())
        #expect(throws: SlotError.occupied) { try slot.insert(EchoCard()) }
        slot.remove()
        try slot.insert(EchoCard())
        slot.remove()
    }

    @Test("insert, remove, insert in a row are seen as two insertions")
    func quickSwap() throws {
        defer { driver.close() }
        try slot.insert(EchoCard(atr: [0x3B, 0x00]))
        slot.remove()
        try slot.insert(EchoCard(atr: [0x3B, 0x01]))
        var seen: [Bool] = []
        for _ in 0..<3 {
            driver.watch()
            seen.append(driver.isPresent)
        }
        #expect(seen == [true, false, true])
        #expect(driver.power(500) == [0x3B, 0x01])
        slot.remove()
    }

    @Test("a card that leaves instead of answering fails that command and is seen as removed")
    func removalDuringCommand() throws {
        defer { driver.close() }
        try slot.insert(EchoCard())
        driver.watch()
        slot.removeDuringCommand(2)
        #expect(driver.transmit([0, 1, 2, 3]) != nil)
        #expect(driver.transmit([0, 1, 2, 3]) == nil)
        #expect(!driver.isPresent)
        driver.watch()
        #expect(!driver.isPresent)
        try insertWhenFree(EchoCard())
        driver.watch()
        #expect(driver.transmit([0, 1, 2, 3]) != nil)
        slot.remove()
    }

    @Test("a card that loses its power fails that command, forgets, and stays")
    func resetDuringCommand() throws {
        defer { driver.close() }
        let card = EchoCard()
        try slot.insert(card)
        driver.watch()
        slot.resetDuringCommand(2)
        #expect(driver.transmit([0, 1, 2, 3]) != nil)
        #expect(driver.transmit([0, 1, 2, 3]) == nil)
        #expect(driver.isPresent)
        #expect(card.events == [.reset])
        #expect(card.commands == 1)
        #expect(driver.transmit([0, 1, 2, 3]) == [0, 1, 2, 3, 0x90, 0x00])
        slot.remove()
    }

    @Test("a card that does not answer to reset is there and cannot be powered")
    func muteCard() throws {
        defer { driver.close() }
        try slot.insert(try OtherCard(OtherCardDescription(.mute)))
        driver.watch()
        #expect(driver.isPresent)
        #expect(driver.power(500) == nil)
        #expect(driver.isPresent)
        slot.remove()
        driver.watch()
        #expect(!driver.isPresent)
    }

    @Test("every APDU is counted, and those that present a code, also when a fault eats them")
    func counters() throws {
        defer { driver.close() }
        try slot.insert(EchoCard())
        driver.watch()
        let verify = hex("00 20 00 01 08 31 32 33 34 FF FF FF FF")
        for command in [hex("00 20 00 01"), verify, hex("01 24 00 01 02 31 32"), hex("00 2C 02 01 01 31")] {
            #expect(driver.transmit(command) != nil)
        }
        #expect(slot.commandCount == 4)
        #expect(slot.pinPresentations == 3)
        slot.resetDuringCommand(1)
        #expect(driver.transmit(verify) == nil)
        #expect(slot.pinPresentations == 4)
        slot.removeDuringCommand(1)
        #expect(driver.transmit(verify) == nil)
        slot.remove()
        #expect(slot.commandCount == 6)
        #expect(slot.pinPresentations == 5)
    }

    @Test("a silent card answers as often as told, then no more until it is removed")
    func mute() throws {
        defer { driver.close() }
        let card = EchoCard()
        try slot.insert(card)
        driver.watch()
        slot.muteAfter(1)
        #expect(driver.transmit([0, 1, 2, 3]) != nil)
        let remover = Thread { [slot] in slot.remove() }
        remover.start()
        #expect(driver.transmit([0, 1, 2, 3]) == nil)
        #expect(card.commands == 1)
    }

    @Test("a watch is ended once by pcscd's wish, before or while it waits, and the next one waits again")
    func wake() throws {
        defer { driver.close() }
        driver.stopWatching()
        let start = ContinuousClock.now
        driver.watch(milliseconds: 20_000)
        let waker = Thread { [driver] in driver.stopWatching() }
        waker.start()
        driver.watch(milliseconds: 20_000)
        #expect(ContinuousClock.now - start < .seconds(10))
        let next = ContinuousClock.now
        driver.watch(milliseconds: 50)
        #expect(ContinuousClock.now - next >= .milliseconds(45))
    }

    @Test("answers up to the size of a frame pass, and a longer one than the client's buffer does not")
    func sizes() throws {
        defer { driver.close() }
        try slot.insert(EchoCard())
        driver.watch()
        let command = [UInt8](repeating: 7, count: 65_000)
        #expect(driver.transmit(command)?.count == 65_002)
        #expect(driver.transmit(command, capacity: 65_001) == nil)
        slot.remove()
    }

    @Test("an ATR of an impossible length is no card", arguments: [[0x3B], [UInt8](repeating: 0x3B, count: 34)])
    func impossibleATR(atr: [UInt8]) throws {
        defer { driver.close() }
        try slot.insert(EchoCard(atr: atr))
        driver.watch()
        #expect(!driver.isPresent)
        slot.remove()
    }

    @Test("the socket is for its owner only, and is gone after the reader is closed")
    func socketFile() throws {
        let path = folder.path + "/alpha.sock"
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        driver.close()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("a stale socket is replaced, another file is not")
    func stale() throws {
        let successor = try Driver()
        #expect(successor.open("x:\(folder.path)/alpha.sock") == Driver.success)
        try slot.insert(EchoCard())
        successor.watch()
        #expect(successor.isPresent)
        slot.remove()
        successor.close()
        driver.close()
        let other = try folder.write([1], to: "file")
        #expect(driver.open("x:" + other) != Driver.success)
        #expect(try folder.read("file") == [1])
        #expect(driver.open("x:\(folder.path)/" + String(repeating: "a", count: 108)) != Driver.success)
    }

    @Test("the reader announces no PIN pad and refuses other controls")
    func control() {
        defer { driver.close() }
        #expect(driver.control(0x4200_0D48) == (Driver.success, []))
        #expect(driver.control(0x4233_0006).code != Driver.success)
        #expect(driver.control(0x4200_0D55).code != Driver.success)
    }

    @Test("a path that cannot be, or nobody listening, is told")
    func unreachable() throws {
        driver.close()
        let long = VirtualReaderSlot(socketPath: "/tmp/" + String(repeating: "a", count: 108))
        #expect(throws: SlotError.pathTooLong) { try long.insert(EchoCard()) }
        let file = VirtualReaderSlot(socketPath: "/dev/null/x")
        #expect(throws: SlotError.readerUnavailable(errno: ENOTDIR)) { try file.insert(EchoCard()) }
    }

    /// The slot frees itself on the card's thread right after the reader has seen the card go.
    private func insertWhenFree(_ card: EchoCard) throws {
        slot.remove()
        try slot.insert(card)
    }
}
