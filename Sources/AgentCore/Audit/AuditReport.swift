/// What a look at the whole trail found.
public struct AuditReport: Sendable {
    /// A file whose line does not hold.
    public struct Fault: Sendable {
        /// Name of the file.
        public let file: String
        /// Counted from 1.
        public let line: Int
        /// What is wrong with it.
        public let fault: AuditSegment.Fault
    }

    /// Files that were read.
    public private(set) var files = 0
    /// Entries whose chain holds.
    public private(set) var entries = 0
    /// Number of the last of them.
    public private(set) var lastSeq = 0
    /// Its chain, to be kept elsewhere.
    public private(set) var lastChain = AuditLine.origin
    /// Calls that left and of whose end nothing is known.
    public private(set) var openCalls: Set<String> = []
    private var removed: Set<String> = []
    private var unfinished = 0
    /// What the agent itself found and noted.
    public private(set) var noted: [AuditEntry] = []
    /// Lines that do not hold.
    public private(set) var faults: [Fault] = []
    /// The last entry that was acknowledged, when the trail ends before it.
    public private(set) var missing: Int?

    /// Whether nothing was changed, added or taken out.
    public var isSound: Bool { faults.isEmpty && missing == nil && noted.isEmpty }

    /// Whether the first file is the first of all, or the one before it was removed with a word, and whether the last reaches what
    /// was acknowledged. There is no trail without a file, and none without its head.
    mutating func checkEnds(_ names: [String], _ head: AuditFolder.Head?) {
        let first = names.first ?? AuditFolder.name(number: 1)
        let before = (Int(first.prefix(6)) ?? 0) - 1
        let isTold = before == 0 || removed.contains(AuditFolder.name(number: before))
        if !isTold || names.isEmpty { faults.append(Fault(file: first, line: 1, fault: .beginning)) }
        guard let head else { return faults.append(Fault(file: "head.json", line: 1, fault: .unreadable)) }
        if faults.isEmpty, lastSeq < head.seq { missing = head.seq }
    }

    mutating func add(_ segment: AuditSegment) {
        if unfinished > 0 || segment.lineCount == 0 {
            faults.append(Fault(file: segment.name, line: 1, fault: .unreadable))
        }
        unfinished = segment.unfinished
        if files == 0, segment.name == "000001.jsonl", segment.fault == nil,
            segment.entries.first.map({ $0.seq != 1 || $0.previous != AuditLine.origin }) ?? true
        {
            faults.append(Fault(file: segment.name, line: 1, fault: .beginning))
        }
        files += 1
        entries += segment.entries.count
        lastSeq = segment.entries.last?.seq ?? lastSeq
        lastChain = segment.chain
        for entry in segment.entries {
            switch entry.event {
            case .begin: openCalls.insert(entry.messageID ?? "")
            case .call: openCalls.remove(entry.messageID ?? "")
            case .fault: noted.append(entry)
            case .retention: removed.insert(entry.detail ?? "")
            case .segment, .recovery: break
            }
        }
        if let (line, fault) = segment.fault { faults.append(Fault(file: segment.name, line: line, fault: fault)) }
    }
}
