import FoundationEssentials

/// A file of the trail, read and held against its chain.
public struct AuditSegment: Sendable {
    /// What is wrong with a line.
    public enum Fault: String, Sendable {
        /// It is no line of the trail.
        case unreadable
        /// Its chain is not the one that follows from its content and the line before: something was changed, added or taken out.
        case broken
        /// Its number does not follow.
        case number
        /// Older files were taken away without a word.
        case beginning
        /// The file was made with another key, or does not begin as files do.
        case key
    }

    /// Its name in the folder of the trail.
    public let name: String
    /// The entries up to the first fault.
    public internal(set) var entries: [AuditEntry] = []
    /// The chain of the last of them.
    var chain: String
    /// Where the first fault is, lines counted from 1.
    public internal(set) var fault: (line: Int, fault: Fault)?
    /// Bytes of the lines up to the first fault.
    public internal(set) var soundBytes = 0
    /// Lines, the faulty ones included.
    public internal(set) var lineCount = 0
    /// Bytes after the last end of a line: never acknowledged.
    public internal(set) var unfinished = 0

    /// Reads a file. `previous` is the chain of the line before its first, nil when that file is gone.
    init(name: String, bytes: [UInt8], after previous: (chain: String, seq: Int)?, _ keys: AuditKeys) {
        self.name = name
        chain = previous?.chain ?? AuditLine.origin
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        unfinished = lines.popLast()?.count ?? 0
        lineCount = lines.count
        var seq = previous?.seq
        for (index, line) in lines.enumerated() {
            guard let (text, stated) = AuditLine.parse(line),
                let entry = try? JSONDecoder().decode(AuditEntry.self, from: Data(text))
            else {
                fault = (index + 1, .unreadable)
                return
            }
            if index == 0 {
                guard entry.event == .segment, entry.keyId == keys.id else {
                    fault = (1, .key)
                    return
                }
                // The files before were removed after their time: the file itself says where it goes on.
                if previous == nil { chain = entry.previous ?? AuditLine.origin }
                guard entry.previous == chain else {
                    fault = (1, .broken)
                    return
                }
            }
            guard keys.link(text, after: chain) == stated else {
                fault = (index + 1, .broken)
                return
            }
            guard seq.map({ entry.seq == $0 + 1 }) ?? true else {
                fault = (index + 1, .number)
                return
            }
            (chain, seq) = (stated, entry.seq)
            soundBytes += line.count + 1
            entries.append(entry)
        }
    }

    /// Whether the first line of a file names another key, and no line after it is bound by ours: a line whose key alone was
    /// changed is a fault of the trail and no reason to stop.
    static func isOfAnotherKey(_ bytes: [UInt8], _ keys: AuditKeys) -> Bool {
        guard let first = bytes.split(separator: 0x0A, maxSplits: 1).first.flatMap(AuditLine.parse),
            let entry = try? JSONDecoder().decode(AuditEntry.self, from: Data(first.entry)),
            entry.event == .segment, let keyId = entry.keyId, keyId != keys.id
        else { return false }
        let lines = bytes.split(separator: 0x0A).compactMap(AuditLine.parse)
        return !zip(lines, lines.dropFirst()).contains { keys.link($1.entry, after: $0.chain) == $1.chain }
    }
}
