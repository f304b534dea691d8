import FoundationEssentials
import Glibc
import Synchronization

/// Other programs that want the cards (`card-rival`), one after the other.
final class Rivals: Sendable {
    /// What such a program does.
    enum Deed: String, Sendable {
        /// Has the reader for itself.
        case exclusive
        /// Keeps a transaction open.
        case transaction
        /// Resets the card, at once.
        case reset
    }

    private let program: String
    private let pcscdSocket: String
    private let log: String
    private let spawner: Spawner
    private let running = Mutex<[ChildProcess]>([])

    init(program: String, pcscdSocket: String, log: String, spawner: Spawner) {
        self.program = program
        self.pcscdSocket = pcscdSocket
        self.log = log
        self.spawner = spawner
    }

    /// Starts a program that does this for that long, once a card is in the reader and nobody else has it.
    func start(_ deed: Deed, on reader: String, for time: Duration) throws(SandboxError) -> ChildProcess {
        let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
        let process = try ChildProcess(
            .init(
                [program, reader, deed.rawValue, "\(milliseconds)"],
                environment: ["PCSCLITE_CSOCK_NAME=\(pcscdSocket)"], log: log + "/rival.log"),
            by: spawner)
        running.withLock { $0 = $0.filter { $0.exitStatus() == nil } + [process] }
        return process
    }

    /// Returns once the newest program holds the card, or after a second: while the agent keeps a card for its PIN, a program
    /// that wants the reader for itself waits for it as any other does. Throws when the program failed.
    func waitUntilHeld(_ process: ChildProcess, times: Int) async throws(SandboxError) {
        let deadline = ContinuousClock.now + .seconds(1)
        while ContinuousClock.now < deadline {
            if held >= times { return }
            if let status = process.exitStatus(), status != 0 {
                throw SandboxError("autre logiciel", "il s'est arrêté (\(status))")
            }
            await Blocking.do { usleep(2000) }
        }
    }

    /// How often a program has held a card so far.
    var held: Int {
        let text = (try? String(contentsOfFile: log + "/rival.log", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").count { $0 == "held" }
    }

    /// Ends those that still run.
    func stop() {
        for process in running.withLock({ $0 }) { process.stop() }
    }
}
