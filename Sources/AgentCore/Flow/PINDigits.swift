import Glibc
public import HealthCards
import Synchronization

/// Gathers the digits of one human entry in locked memory, from network buffers that it overwrites: one code, or two
/// separated by a line feed.
public final class PINDigits: Sendable {
    private struct Contents: Sendable {
        var codes: Result<[PINEntry], AgentError> = .success([])
        var parts = 0
    }

    private let contents = Mutex(Contents())

    /// No digit yet.
    public init() {}

    /// Takes the digits out of `bytes` and overwrites them there. They come in one piece; anything else makes the entry void.
    public func take(wiping bytes: UnsafeMutableRawBufferPointer) {
        defer {
            if let base = bytes.baseAddress { unsafe explicit_bzero(base, bytes.count) }
        }
        guard unsafe !bytes.isEmpty else { return }
        let codes = unsafe Self.codes(UnsafeRawBufferPointer(bytes))
        contents.withLock { contents in
            contents.parts += 1
            contents.codes = contents.parts == 1 ? codes : .failure(AgentError(.pinMalformed))
        }
    }

    private static func codes(_ bytes: UnsafeRawBufferPointer) -> Result<[PINEntry], AgentError> {
        let end = unsafe bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        do throws(HealthCardError) {
            var codes = [PINEntry(unsafe try PIN(digits: UnsafeRawBufferPointer(rebasing: bytes[..<end])))]
            if end < bytes.endIndex {
                codes.append(PINEntry(unsafe try PIN(digits: UnsafeRawBufferPointer(rebasing: bytes[(end + 1)...]))))
            }
            return .success(codes)
        } catch {
            return .failure(error == .malformedPIN ? AgentError(.pinMalformed) : AgentError(error))
        }
    }

    /// The one code to present, once. Throws `pin.malformed` when what came was no code, or two.
    public func code() throws(AgentError) -> PINEntry {
        let codes = try take()
        guard codes.count == 1 else { throw AgentError(.pinMalformed) }
        return codes[0]
    }

    /// Two codes to present, once: the one that the card knows, and the new one.
    public func pair() throws(AgentError) -> (known: PINEntry, new: PINEntry) {
        let codes = try take()
        guard codes.count == 2 else { throw AgentError(.pinMalformed) }
        return (codes[0], codes[1])
    }

    private func take() throws(AgentError) -> [PINEntry] {
        try contents.withLock { contents in
            defer { contents.codes = .success([]) }
            return contents.codes
        }.get()
    }
}
