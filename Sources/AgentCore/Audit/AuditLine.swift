import FoundationEssentials

/// A line of the trail: `{"chain":"…","entry":…}`, where the chain binds the bytes of the entry to the line before.
enum AuditLine {
    /// Before the first line of all.
    static let origin = String(repeating: "0", count: 64)
    private static let head = Array(#"{"chain":""#.utf8)
    private static let middle = Array(#"","entry":"#.utf8)

    /// The line, its end included, and its chain.
    static func make(
        _ entry: AuditEntry, after previous: String, _ keys: AuditKeys
    ) throws -> (bytes: [UInt8], chain: String) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = Array(try encoder.encode(entry))
        let chain = keys.link(text, after: previous)
        return (head + Array(chain.utf8) + middle + text + Array("}\n".utf8), chain)
    }

    /// The bytes of the entry and the chain; nil for what is no such line.
    static func parse(_ line: ArraySlice<UInt8>) -> (entry: [UInt8], chain: String)? {
        let start = head.count + 64
        guard line.starts(with: head), line.dropFirst(start).starts(with: middle), line.last == 0x7D else { return nil }
        let chain = String(decoding: line.dropFirst(head.count).prefix(64), as: UTF8.self)
        return (Array(line.dropFirst(start + middle.count).dropLast()), chain)
    }
}
