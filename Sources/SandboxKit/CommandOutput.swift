import Glibc

/// A short command, run to its end.
struct CommandOutput {
    /// Exit status.
    let status: Int32
    /// The last line that it printed, on either stream.
    let lastLine: String

    /// Runs the command with `input` on its standard input; blocks.
    init(_ arguments: [String], input: String, by spawner: Spawner) throws(SandboxError) {
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        guard unsafe pipe(&toChild) == 0, unsafe pipe(&fromChild) == 0 else {
            throw SandboxError("lancement de \(arguments[0])", "tube impossible (erreur \(errno))")
        }
        for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        defer { close(fromChild[0]) }
        let child: ChildProcess
        do throws(SandboxError) {
            child = try ChildProcess(
                .init(arguments, environment: ["PATH=/usr/bin:/bin"], input: toChild[0], output: fromChild[1]),
                by: spawner)
        } catch {
            for descriptor in toChild + [fromChild[1]] { close(descriptor) }
            throw error
        }
        close(toChild[0])
        close(fromChild[1])
        let bytes = Array(input.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(toChild[1], $0.baseAddress, $0.count) }
        close(toChild[1])
        let text = Self.readAll(fromChild[0])
        while child.exitStatus() == nil { usleep(500) }
        status = child.exitStatus() ?? 1
        lastLine = text.split(separator: "\n").last.map(String.init) ?? ""
    }

    private static func readAll(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }
}
