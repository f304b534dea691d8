import FoundationEssentials

/// The files of the trail: `000001.jsonl` and so on, and `head.json`, the last entry that was acknowledged.
public struct AuditFolder: Sendable {
    /// Where the trail ends at least.
    struct Head: Codable, Equatable {
        let seq: Int
        let chain: String
    }

    /// The folder.
    public let path: String
    let keys: AuditKeys

    /// The trail of a state directory.
    public init(stateDirectory: String, keys: AuditKeys) {
        path = stateDirectory + "/audit"
        self.keys = keys
    }

    /// The names of the files, oldest first.
    public func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).filter { name in
            name.hasSuffix(".jsonl") && name.utf8.count == 12
                && name.prefix(6).utf8.allSatisfy { (0x30...0x39).contains($0) }
        }.sorted()
    }

    /// The name after this one.
    static func name(after name: String?) -> String {
        Self.name(number: (name.flatMap { Int($0.prefix(6)) } ?? 0) + 1)
    }

    static func name(number: Int) -> String { String(String(1_000_000 + number).dropFirst()) + ".jsonl" }

    /// A file by itself: that it begins where the one before ended is not looked at.
    public func read(_ name: String) throws -> AuditSegment { try read(name, after: nil) }

    /// A matricule as it stands in the trail.
    public func person(_ matricule: String) -> String { keys.person(matricule) }

    /// The answer of a call; nil for what these keys did not seal.
    public func image(of entry: AuditEntry) -> [UInt8]? { keys.image(of: entry) }

    private func read(_ name: String, after previous: (chain: String, seq: Int)?) throws -> AuditSegment {
        let bytes = Array(try Data(contentsOf: URL(filePath: path + "/" + name)))
        return AuditSegment(name: name, bytes: bytes, after: previous, keys)
    }

    /// Nil when there is none.
    func head() -> Head? {
        let data = try? Data(contentsOf: URL(filePath: path + "/head.json"))
        return data.flatMap { try? JSONDecoder().decode(Head.self, from: $0) }
    }

    func write(_ head: Head) throws {
        try PrivateFile.write(JSONEncoder().encode(head), to: path + "/head.json")
    }

    /// Every file against its chain and the one before.
    public func verify() throws -> AuditReport {
        // First: whatever it tells is in the files that are read after it.
        let head = head()
        var report = AuditReport()
        var previous: (chain: String, seq: Int)?
        let names = try names()
        for name in names {
            let segment = try read(name, after: previous)
            report.add(segment)
            // Behind a fault the next file is held against what it says itself.
            previous = segment.fault == nil ? segment.entries.last.map { (segment.chain, $0.seq) } ?? previous : nil
        }
        report.checkBeginning(names)
        if let head, report.faults.isEmpty, report.lastSeq < head.seq { report.missing = head.seq }
        return report
    }
}

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
    public internal(set) var missing: Int?

    /// Whether nothing was changed, added or taken out.
    public var isSound: Bool { faults.isEmpty && missing == nil && noted.isEmpty }

    /// Whether the first file is the first of all, or the one before it was removed with a word.
    mutating func checkBeginning(_ names: [String]) {
        guard let first = names.first else { return }
        let before = (Int(first.prefix(6)) ?? 0) - 1
        let isTold = before == 0 || removed.contains(AuditFolder.name(number: before))
        if !isTold { faults.append(Fault(file: first, line: 1, fault: .beginning)) }
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
