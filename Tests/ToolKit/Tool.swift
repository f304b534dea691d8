import Foundation

/// Programs that nobody here wrote, run to their end.
public enum Tool {
    /// What a program did.
    public struct Outcome: Sendable {
        /// Exit status.
        public let status: Int32
        /// All it printed, on both streams.
        public let output: String
    }

    /// Where a program is, nil when it is not installed.
    public static func path(_ name: String) -> String? {
        ["/usr/bin/", "/usr/sbin/"].map { $0 + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program and kills it after 20 seconds, or as many as it may take.
    public static func run(
        _ name: String, _ arguments: [String], environment: [String: String] = [:], seconds: Int = 20
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: path(name) ?? name)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/sbin:/usr/bin", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let pid = process.processIdentifier
        // Not SIGTERM: a child inherits the signal mask of a Dispatch thread, which blocks it.
        // With what it started, which would keep the pipe open.
        let watchdog = DispatchWorkItem {
            kill(-pid, SIGKILL)
            kill(pid, SIGKILL)
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: watchdog)
        defer { watchdog.cancel() }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }

    /// The same from a task: the wait is on a thread of its own. As many threads as a machine has cores carry the tasks of all
    /// tests, so that two tests which block them stop every deadline of the others.
    public static func run(
        _ name: String, _ arguments: [String], environment: [String: String] = [:], seconds: Int = 20
    ) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try run(name, arguments, environment: environment, seconds: seconds) })
            }
        }
    }
}
