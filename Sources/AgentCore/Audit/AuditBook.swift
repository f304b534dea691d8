import FoundationEssentials
import Glibc

/// The trail as it is written: one line after the other, one file after the other.
struct AuditBook {
    /// When a file is full, bytes; also at the end of a month another is begun.
    private static let limit = 4 << 20

    let folder: AuditFolder
    private let place: AuditTrail.Place
    private let retention: Int
    private let lock: AuditLock
    private let reserve: AuditReserve
    private var writer: AuditWriter
    private var name: String
    private var month: String
    private(set) var last: AuditFolder.Head
    /// Whether an old file may be due: not once the oldest was looked at and was not.
    private var mayRemove = true

    /// Goes on from the end of what is there.
    init(_ folder: AuditFolder, place: AuditTrail.Place, retention: Int) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try PrivateFile.keepNames(in: folder.path + "/..")
        lock = try AuditLock(path: folder.path + "/lock")
        reserve = AuditReserve(path: folder.path + "/reserve")
        let end = try AuditEnd(folder)
        (self.folder, self.place, self.retention, last) = (folder, place, retention, end.last)
        let isNew = end.file == nil
        (name, month) = (try end.file?.name ?? AuditFolder.name(after: folder.names().last), end.month)
        writer = try AuditWriter(path: folder.path + "/" + name, folder: folder.path, size: end.file?.size ?? 0)
        if isNew { try begin(fromReserve: true) }
        for note in end.notes { try write(note, fromReserve: true) }
    }

    /// Writes that a call is about to leave, when there is room for its end. Only here another file is begun.
    mutating func announce(_ entry: AuditEntry) throws {
        if writer.count >= Self.limit || month != Self.thisMonth() { try beginNext() }
        try reserve.fill()
        try write(entry, fromReserve: false)
    }

    /// Writes the end of a call, for which there is room; on return it is on the disk.
    mutating func end(_ entry: AuditEntry) throws {
        try write(entry, fromReserve: true)
    }

    private mutating func beginNext() throws {
        let next = AuditFolder.name(after: name)
        let former = (writer, name, last.seq)
        writer = try AuditWriter(path: folder.path + "/" + next, folder: folder.path, size: 0)
        name = next
        do {
            try begin(fromReserve: false)
        } catch {
            // A file without its first line is none: the former one goes on.
            if last.seq == former.2 {
                (writer, name) = (former.0, former.1)
                try? FileManager.default.removeItem(atPath: folder.path + "/" + next)
            }
            throw error
        }
        mayRemove = true
    }

    /// The first line of a file.
    private mutating func begin(fromReserve: Bool) throws {
        let thisMonth = Self.thisMonth()
        var entry = AuditEntry(.segment)
        (entry.previous, entry.keyId) = (last.chain, folder.keys.id)
        (entry.host, entry.version) = (place.host, place.version)
        let before = last.seq
        defer { if last.seq != before { month = thisMonth } }
        try write(entry, fromReserve: fromReserve)
    }

    private mutating func write(_ entry: AuditEntry, fromReserve: Bool) throws {
        var entry = entry
        (entry.seq, entry.time) = (last.seq + 1, Timestamp.now())
        let line = try AuditLine.make(entry, after: last.chain, folder.keys)
        try atLast(fromReserve) { try writer.append(line.bytes) }
        let written = AuditFolder.Head(seq: entry.seq, chain: line.chain)
        last = written
        try atLast(fromReserve) { try folder.write(written) }
    }

    /// Once more without the reserve, where that is what it is for.
    private func atLast(_ fromReserve: Bool, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch  where fromReserve {
            reserve.release()
            try body()
        }
    }

    /// The oldest full file goes when its last line is older than the retention, and the trail tells it: one at most for each
    /// answer of the service, whose certificate would not be valid if the clock were far off.
    mutating func removeOldest() throws -> String? {
        guard mayRemove else { return nil }
        mayRemove = false
        guard let old = try folder.names().dropLast().first else { return nil }
        var status = stat()
        let path = folder.path + "/" + old
        guard unsafe stat(path, &status) == 0,
            Int64(status.st_mtim.tv_sec) < Clock.now() - Int64(retention) * 86_400
        else { return nil }
        var entry = AuditEntry(.retention)
        entry.detail = old
        try write(entry, fromReserve: false)
        try FileManager.default.removeItem(atPath: path)
        mayRemove = true
        return old
    }

    private static func thisMonth() -> String { String(Timestamp.text(Clock.now()).prefix(7)) }
}
