import Foundation
import SandboxKit
import ToolKit

/// The private pcscd with the virtual readers `Alpha` and `Beta`, and its clients.
final class TestPCSCD {
    private let folder: ScratchFolder
    private let spawner: Spawner
    private let daemon: PrivatePCSCD
    let alpha: String
    let beta: String

    /// Those named in `pinPads` have a pad.
    init(pinPads: Set<String> = []) throws {
        folder = try ScratchFolder()
        spawner = try Spawner()
        daemon = try PrivatePCSCD(
            folder: folder.path, readers: ["Alpha", "Beta"], pinPads: pinPads, virtualReaderLibrary: Driver.path,
            spawner: spawner)
        (alpha, beta) = (daemon.readerSockets[0], daemon.readerSockets[1])
    }

    /// Runs a PC/SC client against this pcscd.
    func client(_ tool: String, _ arguments: [String]) throws -> Tool.Outcome {
        try Tool.run(
            tool, arguments, environment: ["PCSCLITE_CSOCK_NAME": daemon.socketPath, "HOME": folder.path])
    }

    /// Returns when pcscd says that a card is in the reader; throws after a minute.
    func awaitCard(in reader: String) throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let lines = try client("opensc-tool", ["--list-readers"]).output.split(separator: "\n")
            if lines.contains(where: { $0.contains("Yes") && $0.contains(" \(reader) ") }) { return }
        }
        throw POSIXError(.ETIMEDOUT)
    }

    /// What it printed.
    var log: String { (try? String(contentsOfFile: daemon.logPath, encoding: .utf8)) ?? "" }

    /// Ends it; false when it had ended before.
    func stop() -> Bool {
        defer { daemon.stop() }
        return daemon.isRunning
    }
}
