import CardSimulator
import Foundation
import PCSC
import SandboxKit
import SmartCard
import Synchronization

/// A real pcscd of the test's own, with the virtual readers `Alpha` and `Beta`, always at the same socket: a process
/// reads `PCSCLITE_CSOCK_NAME` once (platform.md 1).
final class PCSCHarness: Sendable {
    static let alpha = Reader(name: "Alpha 00 00")
    static let beta = Reader(name: "Beta 01 00")

    /// Why these tests cannot run here, if so.
    static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/sbin/pcscd")

    let slotAlpha: VirtualReaderSlot
    let slotBeta: VirtualReaderSlot
    private let daemon: Mutex<PrivatePCSCD?>

    private static let folder: String = {
        let folder = "/tmp/pcsc-test-\(getpid())"
        unsafe setenv("PCSCLITE_CSOCK_NAME", folder + "/pcscd.comm", 1)
        return folder
    }()
    private static let spawner = Result { try Spawner() }

    /// Starts pcscd, or leaves that to `start`.
    init(started: Bool = true) throws {
        slotAlpha = VirtualReaderSlot(socketPath: Self.folder + "/r0.sock")
        slotBeta = VirtualReaderSlot(socketPath: Self.folder + "/r1.sock")
        daemon = Mutex(nil)
        if started { try start() }
    }

    func start() throws {
        try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true)
        let process = try PrivatePCSCD(
            folder: Self.folder, readers: ["Alpha", "Beta"], virtualReaderLibrary: Self.library,
            spawner: Self.spawner.get())
        daemon.withLock { $0 = process }
    }

    /// As a crash does.
    func kill() {
        daemon.withLock { daemon in
            if let process = daemon { _ = Foundation.kill(process.pid, SIGKILL) }
            daemon?.stop()
            daemon = nil
        }
    }

    func stop() {
        slotAlpha.remove()
        slotBeta.remove()
        daemon.withLock { daemon in
            daemon?.stop()
            daemon = nil
        }
        try? FileManager.default.removeItem(atPath: Self.folder)
    }

    /// Built next to the test bundle that runs.
    private static var library: String {
        let contents = try? FileHandle(forReadingFrom: URL(filePath: "/proc/self/maps")).readToEnd()
        let maps = String(decoding: contents ?? Data(), as: UTF8.self)
        let bundle =
            maps.split(separator: "\n").lazy.compactMap { line in
                line.hasSuffix(".xctest") ? line[(line.firstIndex(of: "/") ?? line.endIndex)...] : nil
            }.first ?? ""
        return (bundle.lastIndex(of: "/").map { String(bundle[...$0]) } ?? "") + "libVirtualReader.so"
    }
}

/// A card that answers each command with the number of commands since it was powered, and counts what is done to it.
final class CountingCard: VirtualCard {
    let atr: [UInt8]
    private let state = Mutex<(commands: UInt8, powers: [PowerEvent])>((0, []))

    /// T=0 by default.
    init(atr: [UInt8] = [0x3B, 0x02, 0x14, 0x50]) {
        self.atr = atr
    }

    var powers: [PowerEvent] { state.withLock { $0.powers } }

    func power(_ event: PowerEvent) {
        state.withLock { state in
            state.commands = 0
            state.powers.append(event)
        }
    }

    func transmit(_ command: [UInt8]) -> [UInt8] {
        state.withLock { state in
            state.commands += 1
            return [state.commands, 0x90, 0x00]
        }
    }
}
