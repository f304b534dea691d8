import Foundation

/// A child process with pipes on its three standard streams.
final class Program: @unchecked Sendable {
    struct Output: Sendable {
        let status: Int32
        let lines: [String]
        let errorLines: [String]

        /// The lines on standard error but for the log's, which tells under its event that the agent cannot serve.
        var faults: [String] { errorLines.filter { !$0.contains(" agent.failed: ") } }
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let errors: URL
    private let ended = DispatchSemaphore(value: 0)
    private var received: [UInt8] = []

    /// Starts a program of the build folder, or the one of that absolute path.
    init(_ name: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        errors = FileManager.default.temporaryDirectory.appending(path: "loop-\(UUID().uuidString).err")
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        process.executableURL = URL(filePath: name.hasPrefix("/") ? name : Products.folder + "/" + name)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"].merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        process.terminationHandler = { [ended] _ in ended.signal() }
        try process.run()
    }

    deinit {
        try? FileManager.default.removeItem(at: errors)
    }

    var pid: Int32 { process.processIdentifier }

    /// Runs a program to its end.
    static func run(
        _ name: String, _ arguments: [String], input: String = "", environment: [String: String] = [:],
        within seconds: Double = 30
    ) async throws -> Output {
        let program = try Program(name, arguments, environment: environment)
        program.write(input)
        program.endInput()
        return try await program.end(within: seconds)
    }

    func write(_ text: String) {
        try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    }

    func endInput() {
        try? input.fileHandleForWriting.close()
    }

    func send(signal: Int32) {
        kill(pid, signal)
    }

    /// The next line of standard output.
    func line(within seconds: Double = 20) async throws -> String {
        try await Waiting.onThread { [self] in
            let deadline = ContinuousClock.now + .seconds(seconds)
            while true {
                if let end = received.firstIndex(of: 0x0A) {
                    defer { received.removeFirst(end + 1) }
                    return String(decoding: received[..<end], as: UTF8.self)
                }
                guard try read(before: deadline) else { throw Waiting.TimeOver(description: "no line: \(errorText)") }
            }
        }
    }

    /// Sends a line and returns the line that answers it.
    func ask(_ line: String) async throws -> JSON {
        write(line + "\n")
        return try JSON(Array(try await self.line().utf8))
    }

    /// Reads on to the end of the output and of the process; kills it when the time is over.
    func end(within seconds: Double = 20) async throws -> Output {
        try await Waiting.onThread { [self] in
            let deadline = ContinuousClock.now + .seconds(seconds)
            while try read(before: deadline) {}
            let left = max(0, (deadline - .now) / .seconds(1))
            guard ended.wait(timeout: .now() + left) == .success else {
                kill(pid, SIGKILL)
                throw Waiting.TimeOver(description: "the program does not end: \(errorText)")
            }
            let lines = String(decoding: received, as: UTF8.self).split(separator: "\n").map(String.init)
            let signalled = process.terminationReason == .uncaughtSignal
            return Output(
                status: process.terminationStatus + (signalled ? 128 : 0), lines: lines,
                errorLines: errorText.split(separator: "\n").map(String.init))
        }
    }

    private var errorText: String {
        (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
    }

    /// False at the end of the output or of the time.
    private func read(before deadline: ContinuousClock.Instant) throws -> Bool {
        let descriptor = output.fileHandleForReading.fileDescriptor
        let milliseconds = (deadline - .now) / .milliseconds(1)
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard milliseconds > 0, unsafe Foundation.poll(&poll, 1, Int32(milliseconds)) > 0 else { return false }
        var page = [UInt8](repeating: 0, count: 65536)
        let count = unsafe page.withUnsafeMutableBytes { unsafe Foundation.read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return false }
        received += page[..<count]
        return true
    }
}
