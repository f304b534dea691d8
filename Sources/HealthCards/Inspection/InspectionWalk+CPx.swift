import SmartCard

extension InspectionWalk {
    /// The files at the root, the directories of the application and the files that they point to, as far as they are read
    /// without PIN (cpx.md 3.2, 3.3).
    mutating func walkCPx(
        _ channel: borrowing any CardChannel & ~Copyable, _ dialect: CPxDialect
    ) throws(HealthCardError) {
        let rootFiles: [([UInt8], String)] = [
            ([0x3F, 0x00, 0x2F, 0x01], "2F01 of MF, EF.ATR"), ([0x3F, 0x00, 0x2F, 0x00], "2F00 of MF, EF.DIR"),
            (CPxFacts.serialNumberPath, "D003 of MF, EF.SN"), (CPxFacts.updatePath, "D010 of MF, EF_ACTUA"),
        ]
        for (path, name) in rootFiles { _ = try file(channel, dialect, path, name) }
        let list = try file(channel, dialect, CPxFacts.objectDirectory, "5031 of application, EF.ODF")
        _ = try file(channel, dialect, [0x50, 0x32], "5032 of application, EF.TokenInfo")
        for (index, entry) in BERTLV.read(list).objects.enumerated() {
            try walk(channel, dialect, entry, "directory \(index + 1)")
        }
    }

    /// One directory of the object directory, and what its objects point to.
    private mutating func walk(
        _ channel: borrowing any CardChannel & ~Copyable, _ dialect: CPxDialect, _ entry: BERTLV, _ number: String
    ) throws(HealthCardError) {
        guard let path = Self.path(entry) else { return }
        let name = Self.directories[entry.tag].map { "\(number), \($0)" } ?? number
        let objects = BERTLV.read(try file(channel, dialect, path, name)).objects
        let paths = objects.compactMap { $0.first(0xA1).flatMap(Self.path) }
        for (index, path) in paths.enumerated() {
            _ = try file(channel, dialect, path, "file \(index + 1) of \(number)")
        }
    }

    private mutating func file(
        _ channel: borrowing any CardChannel & ~Copyable, _ dialect: CPxDialect, _ path: [UInt8], _ name: String
    ) throws(HealthCardError) -> [UInt8] {
        let full = path.starts(with: CPxFacts.root) ? path : CPxFacts.applicationPath + path
        return try file(channel, dialect.select(full), name, block: CPxFacts.readLength)
    }

    /// The path in an entry, `30 { 04 }` or `30 { 30 { 04 } }`; nil unless it is one of 1 to 6 files.
    private static func path(_ entry: BERTLV) -> [UInt8]? {
        let sequence = entry.first(0x30)
        let value = (sequence?.first(0x04) ?? sequence?.first(0x30)?.first(0x04))?.value ?? []
        return (2...12).contains(value.count) && value.count.isMultiple(of: 2) ? value : nil
    }

    /// Roles of directories by their tag in the object directory (ISO 7816-15, cpx.md 3.3).
    private static let directories: [UInt32: String] = [
        0xA0: "EF.PrKDF", 0xA1: "EF.PuKDF", 0xA4: "EF.CDF", 0xA7: "EF.DODF", 0xA8: "EF.AODF",
    ]
}
