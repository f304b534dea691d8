import Glibc

/// Unbuffered lines: results on standard output, all that people read on standard error.
enum Console {
    /// False when standard output does not take the line.
    @discardableResult
    static func result(_ line: String) -> Bool { write(line + "\n", to: 1) }

    static func tell(_ line: String) { _ = write(line + "\n", to: 2) }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
