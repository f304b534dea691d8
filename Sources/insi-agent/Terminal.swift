import Glibc

/// The terminal, without `print`'s buffering and without echo for secrets.
enum Terminal {
    /// One line on standard error.
    static func complain(_ line: String) { write(line + "\n", to: 2) }

    /// One line on standard output.
    static func say(_ line: String) { write(line + "\n", to: 1) }

    /// Asks a question on the terminal and reads yes or no; no terminal is a no.
    static func confirms(_ question: String) -> Bool {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return false }
        defer { close(terminal) }
        write(question + " [oui/non] ", to: terminal)
        var answer: [UInt8] = []
        var byte: UInt8 = 0
        while answer.count < 16, unsafe read(terminal, &byte, 1) == 1, byte != 0x0A { answer.append(byte) }
        return String(decoding: answer, as: UTF8.self).lowercased() == "oui"
    }

    /// Turns the echo of the terminal off while `body` runs.
    static func withoutEcho<R>(_ prompt: String, _ body: (Int32) throws -> R) throws -> R? {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var usual = termios()
        guard unsafe tcgetattr(terminal, &usual) == 0 else { return nil }
        var silent = usual
        silent.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(terminal, TCSAFLUSH, &silent)
        defer {
            unsafe tcsetattr(terminal, TCSAFLUSH, &usual)
            write("\n", to: terminal)
        }
        write(prompt, to: terminal)
        return try body(terminal)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
