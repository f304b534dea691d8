public import Cryptography
public import Logging

/// The audit trail: who had the agent call, when, for what, and what came of it, in files that are only ever added to.
///
/// Every line is on the disk before its call leaves or its answer is used. Lines are bound to each other under a key, and answers
/// are sealed (AES-256-GCM). What the agent finds wrong at its start it notes; behind a line that does not hold it begins a new file.
public actor AuditTrail: CallTracing {
    /// What does not change from line to line.
    public struct Place: Sendable {
        let host: String
        let version: String

        /// A machine and the version of the agent on it.
        public init(host: String, version: String) {
            (self.host, self.version) = (host, version)
        }
    }

    private let keys: AuditKeys
    private let folder: AuditFolder
    private let log: Logger
    private var book: AuditBook

    /// Opens the trail of a state directory. `retention` is how many days a full file is kept. Throws `storage.failed` when it
    /// cannot be read or written, or when another agent writes it.
    public init(
        stateDirectory: String, key: SealingKey, place: Place, retention: Int, log: Logger
    ) throws(AgentError) {
        keys = AuditKeys(key)
        folder = AuditFolder(stateDirectory: stateDirectory, keys: keys)
        self.log = log
        do {
            book = try AuditBook(folder, place: place, retention: retention)
        } catch {
            throw Self.failure(error)
        }
        // The journal is another place: whoever changes the trail has to change it too.
        let last = book.last
        log.tell(.auditOpened, .number(.seq, last.seq), .chain(last.chain))
    }

    /// See `CallTracing`.
    public func begin(_ trace: CallTrace) async throws(AgentError) {
        do {
            try book.announce(entry(.begin, trace))
        } catch {
            throw failed(error)
        }
    }

    /// See `CallTracing`.
    public func record(_ trace: CallTrace) async throws(AgentError) {
        do {
            var entry = entry(.call, trace)
            entry.outcome = trace.outcome
            entry.image = try trace.image.map { image throws(CryptoError) in try keys.seal(image, of: trace.messageID) }
            try book.end(entry)
        } catch {
            throw failed(error)
        }
        guard trace.outcome.hasPrefix("CR ") else { return }
        do {
            if let removed = try book.removeOldest() { log.tell(.auditFileRemoved, .file(removed)) }
        } catch {
            log.tell(.auditFileKept)
        }
    }

    /// Up to `limit` entries before the number `seq`, the newest first.
    public nonisolated func entries(before seq: Int?, limit: Int) throws(AgentError) -> [AuditEntry] {
        do {
            var found: [AuditEntry] = []
            for name in try folder.names().reversed() where found.count < limit {
                let entries = try folder.read(name).entries.filter { entry in seq.map { entry.seq < $0 } ?? true }
                found += entries.reversed().prefix(limit - found.count)
            }
            return found
        } catch {
            throw failed(error)
        }
    }

    private func entry(_ event: AuditEntry.Event, _ trace: CallTrace) -> AuditEntry {
        var entry = AuditEntry(event)
        (entry.requestId, entry.messageID) = (trace.requestId, trace.messageID)
        (entry.operation, entry.authentication) = (trace.operation, trace.authentication.rawValue)
        (entry.emitter, entry.requester) = (trace.emitter, trace.requester.name)
        entry.purpose = trace.requester.purpose.rawValue
        entry.patient = trace.matricule.map(keys.person)
        return entry
    }

    private nonisolated func failed(_ error: any Error) -> AgentError {
        let failure = Self.failure(error)
        log.tell(.auditUnwritable, .cause(failure))
        return failure
    }

    private static func failure(_ error: any Error) -> AgentError {
        let code = (error as? AuditWriter.Failure).map { ", errno \($0.code)" } ?? ""
        return AgentError(.storageFailed, underlying: "audit" + code)
    }
}
