import Foundation
import Testing
import ToolKit

@testable import CardSimulator

@Suite("A reader with a PIN pad, over the driver itself", .serialized)
struct PINPadReaderTests {
    private static let features: UInt = 0x4200_0D48
    private static let verify: UInt = 0x4233_0006
    private static let modify: UInt = 0x4233_0007
    private let folder: ScratchFolder
    private let driver: Driver
    private let slot: VirtualReaderSlot

    init() throws {
        folder = try ScratchFolder()
        driver = try Driver()
        slot = VirtualReaderSlot(socketPath: folder.path + "/pad.sock")
        #expect(driver.open("pinpad:\(folder.path)/pad.sock") == Driver.success)
    }

    /// Puts in a card that knows the PIN 1234.
    private func insertProfessional() throws {
        try slot.insert(try CPS3Card(.init(), authority: CPS3Kit.shared.get().authority))
        driver.watch()
    }

    @Test("it announces both features, each with the code that works")
    func features() throws {
        defer { driver.close() }
        let list = hex("06 04 42 33 00 06 07 04 42 33 00 07")
        #expect(driver.control(Self.features) == (Driver.success, list))
        #expect(driver.control(Self.features, capacity: 11).code != Driver.success)
        #expect(driver.control(0x4233_0005).code != Driver.success)
        #expect(driver.control(Self.verify, PadStructure.verify()).code != Driver.success)
    }

    @Test("the card verifies and changes what was typed, and its status word comes back")
    func codes() throws {
        defer { driver.close() }
        try insertProfessional()
        slot.padEntry(.digits("9999"))
        slot.padEntry(.digits("1234"))
        #expect(driver.control(Self.verify, PadStructure.verify()) == (Driver.success, hex("63 C2")))
        #expect(driver.control(Self.verify, PadStructure.verify()) == (Driver.success, hex("90 00")))
        for digits in ["1234", "4321", "4321", "4321"] { slot.padEntry(.digits(digits)) }
        #expect(driver.control(Self.modify, PadStructure.modify()) == (Driver.success, hex("90 00")))
        #expect(driver.control(Self.verify, PadStructure.verify()) == (Driver.success, hex("90 00")))
        #expect(slot.pinPresentations == 4)
        slot.remove()
    }

    @Test("what the pad refuses never reaches the card")
    func refused() throws {
        defer { driver.close() }
        try insertProfessional()
        for entry in [PadEntry.cancel, .timeout, .digits("12")] { slot.padEntry(entry) }
        let answers = (0..<3).map { _ in driver.control(Self.verify, PadStructure.verify()).answer }
        #expect(answers == [hex("64 01"), hex("64 00"), hex("64 03")])
        #expect(driver.control(Self.verify, Array(PadStructure.verify().dropLast())).answer == hex("6B 80"))
        #expect(slot.commandCount == 0)
        slot.remove()
    }

    @Test("with nobody there the time of the structure really runs")
    func nobody() throws {
        defer { driver.close() }
        try insertProfessional()
        slot.padEntry(.nobody)
        let start = ContinuousClock.now
        #expect(driver.control(Self.verify, PadStructure.verify(timeout: 1)).answer == hex("64 00"))
        #expect(ContinuousClock.now - start >= .milliseconds(950))
        slot.remove()
    }

    @Test("somebody may come while the pad waits, and another reader answers meanwhile")
    func latecomer() throws {
        defer { driver.close() }
        let other = try Driver()
        #expect(other.open("x:\(folder.path)/other.sock") == Driver.success)
        defer { other.close() }
        let otherSlot = VirtualReaderSlot(socketPath: folder.path + "/other.sock")
        try otherSlot.insert(EchoCard())
        other.watch()
        try insertProfessional()
        let answer = Locked<[UInt8]>([])
        let done = DispatchSemaphore(value: 0)
        let client = Thread { [driver] in
            let outcome = driver.control(Self.verify, PadStructure.verify()).answer
            answer.change { $0 = outcome }
            done.signal()
        }
        client.start()
        #expect(other.transmit([1, 2, 3, 4]) == [1, 2, 3, 4, 0x90, 0x00])
        #expect(driver.isPresent)
        slot.padEntry(.digits("1234"))
        #expect(done.wait(timeout: .now() + 20) == .success)
        #expect(answer.value == hex("90 00"))
        otherSlot.remove()
        slot.remove()
    }

    @Test("a card pulled while the pad waits ends the waiting at once")
    func pulled() throws {
        defer { driver.close() }
        try insertProfessional()
        let code = Locked(Driver.success)
        let done = DispatchSemaphore(value: 0)
        let client = Thread { [driver] in
            let outcome = driver.control(Self.verify, PadStructure.verify(timeout: 60)).code
            code.change { $0 = outcome }
            done.signal()
        }
        client.start()
        slot.remove()
        #expect(done.wait(timeout: .now() + 20) == .success)
        #expect(code.value != Driver.success)
        driver.watch()
        #expect(!driver.isPresent)
    }

    @Test("a fault meets what the pad sends as any other command")
    func faults() throws {
        defer { driver.close() }
        try insertProfessional()
        slot.padEntry(.digits("1234"))
        slot.resetDuringCommand(1)
        #expect(driver.control(Self.verify, PadStructure.verify()).code != Driver.success)
        #expect(driver.isPresent)
        #expect(slot.pinPresentations == 1)
        #expect(driver.transmit(hex("00 20 00 01")) == hex("63 C3"))
        slot.padEntry(.digits("1234"))
        slot.removeDuringCommand(1)
        #expect(driver.control(Self.verify, PadStructure.verify()).code != Driver.success)
        #expect(!driver.isPresent)
        slot.remove()
    }
}
