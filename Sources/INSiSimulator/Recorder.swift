import Glibc

/// Keeps each message in a file of its own: `0001-request.xml`, `0001-answer.xml`, SOAP bytes only.
struct Recorder: Sendable {
    /// An existing folder; nil keeps nothing.
    let folder: String?

    /// Writes one message of the call with that number, readable by the owner only: it names a person.
    func keep(_ bytes: [UInt8], call: Int, kind: String) {
        guard let folder else { return }
        let digits = String(call)
        let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let file = unsafe open("\(folder)/\(number)-\(kind).xml", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
