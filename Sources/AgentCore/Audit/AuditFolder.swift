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

    /// Whether its newest file was made with another key than ours and holds no line of ours: with ours nothing in the state
    /// directory that is sealed could be read, nor the chain be continued.
    public func isOfAnotherKey() throws -> Bool {
        guard let name = try names().last else { return false }
        return AuditSegment.isOfAnotherKey(Array(try Data(contentsOf: URL(filePath: path + "/" + name))), keys)
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
        report.checkEnds(names, head)
        return report
    }
}
