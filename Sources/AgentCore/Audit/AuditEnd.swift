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
            let segment = try folder.read(name)
            last = .init(seq: segment.entries.last?.seq ?? 0, chain: segment.chain)
            // A line behind the last that was acknowledged may be anything when the power failed.
            let isCut = segment.fault?.line == segment.lineCount && last.seq > 0 && last.seq >= head?.seq ?? 0
            if let (line, fault) = segment.fault, !isCut {
                note(.fault, "\(name):\(line) \(fault.rawValue)")
                // No number is given twice, where that can be helped.
                last = .init(seq: max(last.seq, head?.seq ?? 0), chain: last.chain)
            } else {
                file = (name, segment.soundBytes)
                month = String(segment.entries.first?.time.prefix(7) ?? "")
                if segment.unfinished > 0 || isCut { note(.recovery, name) }
            }
        }
        // What is missing behind a fault is the fault's.
        if let head, head.seq > last.seq { note(.fault, "missing \(last.seq + 1)-\(head.seq)") }
        // Without it nobody knows whether the end was cut; behind the very first line alone the power may have failed.
        if head == nil, last.seq > 1 { note(.fault, "missing head.json") }
    }

    private mutating func note(_ event: AuditEntry.Event, _ detail: String) {
        var entry = AuditEntry(event)
        entry.detail = detail
        notes.append(entry)
    }

    /// A file whose first line was never finished holds nothing that was acknowledged, and is removed.
    private static func lastFile(of folder: AuditFolder) throws -> String? {
        guard let name = try folder.names().last else { return nil }
        let path = folder.path + "/" + name
        guard try !Data(contentsOf: URL(filePath: path)).contains(0x0A) else { return name }
        try FileManager.default.removeItem(atPath: path)
        return try lastFile(of: folder)
    }
}
