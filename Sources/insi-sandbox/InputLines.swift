import Dispatch
import Glibc

/// The lines of standard input as they come; the sequence ends with the input.
enum InputLines {
    /// Whether lines can come at all: from a terminal, a pipe or a file, but not from `/dev/null`, which a program in the
    /// background has.
    static var areExpected: Bool {
        var status = stat()
        guard unsafe fstat(STDIN_FILENO, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFCHR || isatty(STDIN_FILENO) == 1
    }

    static func stream() -> AsyncStream<String> {
        AsyncStream { continuation in
            DispatchQueue(label: "standard input").async {
                while let line = readLine() { continuation.yield(line) }
                continuation.finish()
            }
        }
    }
}
