import Dispatch
import Glibc

/// The lines of standard input as they come; the sequence ends with the input.
enum InputLines {
    static func stream() -> AsyncStream<String> {
        AsyncStream { continuation in
            DispatchQueue(label: "standard input").async {
                while let line = readLine() { continuation.yield(line) }
                continuation.finish()
            }
        }
    }
}
