import CPCSC
import Dispatch
import SmartCard
import Synchronization

@testable import PCSC

/// Another PC/SC client, on a thread of its own.
final class OtherProgram: Sendable {
    private let reader: Reader
    private let queue = DispatchQueue(label: "other-program")
    private let release = DispatchSemaphore(value: 0)
    private let ended = Mutex(false)

    init(in reader: Reader) {
        self.reader = reader
    }

    var hasEnded: Bool { ended.withLock { $0 } }

    /// Begins a transaction and keeps it until `end`; true when it has begun.
    func begin() async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async {
                do {
                    let card = try Card(in: self.reader, Context())
                    let transaction = try card.begin(ending: .leave, for: Errand<Int>())
                    continuation.resume(returning: true)
                    self.release.wait()
                    self.ended.withLock { $0 = true }
                    _ = consume transaction
                } catch {
                    continuation.resume(returning: false)
                }
            }
        }
    }

    /// Connects exclusively and keeps the card until `end`.
    func holdExclusively() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async {
                do {
                    let context = try Context()
                    let handle = try Self.connectExclusively(context, self.reader)
                    continuation.resume()
                    self.release.wait()
                    SCardDisconnect(handle, DWORD(SCARD_LEAVE_CARD))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    /// Ends what was begun.
    func end() {
        release.signal()
    }

    /// Whether a program that wants the reader for itself can have it.
    static func connectsExclusively(to reader: Reader) async throws -> Bool {
        let context = try Context()
        let handle = try connectExclusively(context, reader)
        return SCardDisconnect(handle, DWORD(SCARD_LEAVE_CARD)) == 0
    }

    private static func connectExclusively(
        _ context: borrowing Context, _ reader: Reader
    ) throws(PCSCError) -> SCARDHANDLE {
        var handle = SCARDHANDLE()
        var active = DWORD()
        let protocols = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
        let result = unsafe SCardConnect(
            context.handle, reader.name, DWORD(SCARD_SHARE_EXCLUSIVE), protocols, &handle, &active)
        try PCSCError.check(result, "SCardConnect")
        return handle
    }
}
