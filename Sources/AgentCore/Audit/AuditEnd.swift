import FoundationEssentials

/// Where a trail goes on, from what an earlier run left.
struct AuditEnd {
    /// The last entry whose chain holds.
    private(set) var last = AuditFolder.Head(seq: 0, chain: AuditLine.origin)
    /// The file to go on in and its bytes up to the end of the last line; nil where a new one has to be begun.
    private(set) var file: (name: String, size: Int)?
    /// The month in which that file was begun, `AAAA-MM`.
    private(set) var month = ""
    /// What has to be told in the trail.
    private(set) var notes: [AuditEntry] = []

    init(_ folder: AuditFolder) throws {
        let head = folder.head()
        if let name = try Self.lastFile(of: folder) {
            let bytes = Array(try Data(contentsOf: URL(filePath: folder.path + "/" + name)))
            let segment = try folder.read(name)
            last = .init(seq: segment.entries.last?.seq ?? 0, chain: segment.chain)
            if let (line, fault) = segment.fault {
                note(.fault, "\(name):\(line) \(fault.rawValue)")
            } else {
                file = (name, bytes.count - segment.unfinished)
                month = String(segment.entries.first?.time.prefix(7) ?? "")
                if segment.unfinished > 0 { note(.recovery, "\(name) \(segment.unfinished)") }
            }
        }
        // What is missing behind a fault is the fault's.
        if let head, head.seq > last.seq, notes.allSatisfy({ $0.event != .fault }) {
            note(.fault, "missing \(last.seq + 1)-\(head.seq)")
        }
    }

    private mutating func note(_ event: AuditEntry.Event, _ detail: String) {
        var entry = AuditEntry(event)
        entry.detail = detail
        notes.append(entry)
    }

    /// A file whose first line was never finished holds nothing that was acknowledged, and is removed.
    private static func lastFile(of folder: AuditFolder) throws -> String? {
        guard let name = folder.names().last else { return nil }
        let path = folder.path + "/" + name
        guard try !Data(contentsOf: URL(filePath: path)).contains(0x0A) else { return name }
        try FileManager.default.removeItem(atPath: path)
        return try lastFile(of: folder)
    }
}
