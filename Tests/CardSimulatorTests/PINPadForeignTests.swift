import Foundation
import Testing
import ToolKit

@testable import CardSimulator

private let hasTools = ["pcscd", "opensc-tool", "pkcs15-tool"].allSatisfy { Tool.path($0) != nil }

/// What nobody here wrote makes the structures of PC/SC part 10, and the real pcscd carries them.
@Suite(
    "OpenSC at a virtual PIN pad, and faults through pcscd", .serialized,
    .enabled(if: hasTools, "apt-get install -y --no-install-recommends pcscd opensc"))
struct PINPadForeignTests {
    private let daemon: TestPCSCD
    private let slot: VirtualReaderSlot

    init() throws {
        daemon = try TestPCSCD(pinPads: ["Alpha"])
        slot = VirtualReaderSlot(socketPath: daemon.alpha)
    }

    private func insertProfessional() throws {
        try slot.insert(try CPS3Card(.init(), authority: CPS3Kit.shared.get().authority))
        try daemon.awaitCard(in: "Alpha")
    }

    private func verify() throws -> Tool.Outcome {
        try daemon.client("pkcs15-tool", ["--verify-pin", "--use-pinpad", "--reader", "Alpha 00 00"])
    }

    @Test("OpenSC sees the pad of the one reader, and its structure leads to the right command")
    func verification() throws {
        defer { #expect(daemon.stop(), "\(daemon.log)") }
        try insertProfessional()
        defer { slot.remove() }
        let list = try daemon.client("opensc-tool", ["--list-readers"]).output.split(separator: "\n")
        #expect(list.contains { $0.contains("Alpha") && $0.contains("PIN pad") }, "\(list)")
        #expect(!list.contains { $0.contains("Beta") && $0.contains("PIN pad") }, "\(list)")

        slot.padEntry(.digits("1234"))
        let right = try verify()
        #expect(right.status == 0, "\(right.output)")
        #expect(slot.pinPresentations == 1)
        slot.padEntry(.cancel)
        let cancelled = try verify()
        #expect(cancelled.status != 0 && cancelled.output.contains("cancelled by user"), "\(cancelled.output)")
        slot.padEntry(.timeout)
        let late = try verify()
        #expect(late.status != 0 && late.output.contains("Timed out"), "\(late.output)")
        #expect(slot.pinPresentations == 1)
        slot.padEntry(.digits("4321"))
        let wrong = try verify()
        #expect(wrong.status != 0 && slot.pinPresentations == 2, "\(wrong.output)")
    }

    @Test("a reset in an exchange is SCARD_E_NOT_TRANSACTED, and the card stays")
    func reset() throws {
        defer { #expect(daemon.stop(), "\(daemon.log)") }
        try slot.insert(try VitaleCard(VitaleDescription(bearers: [])))
        try daemon.awaitCard(in: "Alpha")
        defer { slot.remove() }
        slot.resetDuringCommand(1)
        let options = ["OPENSC_DEBUG=9", "opensc-tool", "--card-driver", "default", "--reader", "Alpha 00 00"]
        let select = ["-s", "00A40000023F00"]
        let failed = try daemon.client("env", options + select)
        #expect(failed.output.contains("0x80100016"), "\(failed.output)")
        let next = try daemon.client("env", options + select)
        #expect(next.output.contains("SW1=0x90, SW2=0x00"), "\(next.output)")
    }

    @Test("a card that does not answer to reset is seen, without an ATR")
    func mute() throws {
        defer { #expect(daemon.stop(), "\(daemon.log)") }
        try slot.insert(try OtherCard(OtherCardDescription(.mute)))
        try daemon.awaitCard(in: "Alpha")
        let name = try daemon.client("opensc-tool", ["--name", "--reader", "Alpha 00 00"])
        #expect(name.status != 0 && name.output.contains("Unresponsive card"), "\(name.output)")
        slot.remove()
        try slot.insert(try OtherCard(OtherCardDescription(.bank)))
        let deadline = ContinuousClock.now + .seconds(60)
        var bank = ""
        while !bank.contains("3f:65:25:08:43:04:6c:90:00"), ContinuousClock.now < deadline {
            bank = try daemon.client("opensc-tool", ["--atr", "--reader", "Alpha 00 00"]).output
        }
        #expect(bank.contains("3f:65:25:08:43:04:6c:90:00"), "\(bank)")
        slot.remove()
    }
}
