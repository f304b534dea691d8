import Glibc
public import HealthCards
import Synchronization

/// Gathers the digits of one human entry in locked memory, from network buffers that it overwrites.
public final class PINDigits: Sendable {
    private struct Contents: ~Copyable {
        var entry: PINEntry?
        var parts = 0
    }

    private let contents = Mutex(Contents())

    /// No digit yet.
    public init() {}

    /// Takes the digits out of `bytes` and overwrites them there. A PIN comes in one piece; anything else makes the entry
    /// void.
    public func take(wiping bytes: UnsafeMutableRawBufferPointer) {
        defer {
            if let base = bytes.baseAddress { unsafe explicit_bzero(base, bytes.count) }
        }
        guard unsafe !bytes.isEmpty else { return }
        let entry = unsafe Self.entry(UnsafeRawBufferPointer(bytes))
        contents.withLock { contents in
            contents.parts += 1
            contents.entry = contents.parts == 1 ? entry : nil
        }
    }

    private static func entry(_ digits: UnsafeRawBufferPointer) -> PINEntry? {
        do {
            return PINEntry(unsafe try PIN(digits: digits))
        } catch {
            return nil
        }
    }

    /// The entry to present, once; nil when what came was no PIN.
    public func submission() -> PINEntry? {
        contents.withLock { $0.entry.take() }
    }
}
