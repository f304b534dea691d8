import SmartCard

/// Reading of transparent files by their full path (cpx.md 3.1, 3.4, 3.8).
struct CPxFiles: Sendable {
    let dialect: CPxDialect

    /// The whole file. A path that does not begin at the root is relative to the application.
    ///
    /// Throws `fileMissing` on `6A82`, `unreadable` when the card does not say a size or gives less than that.
    func read(
        _ channel: borrowing any CardChannel & ~Copyable, _ path: [UInt8], _ file: CardFile
    ) throws(HealthCardError) -> [UInt8] {
        guard let bytes = try readIfPresent(channel, path, named: file.rawValue) else { throw .fileMissing(file) }
        return bytes
    }

    /// The whole file, nil on `6A82`; its name is for errors.
    func readIfPresent(
        _ channel: borrowing any CardChannel & ~Copyable, _ path: [UInt8], named name: String
    ) throws(HealthCardError) -> [UInt8]? {
        let full = path.starts(with: CPxFacts.root) ? path : CPxFacts.applicationPath + path
        guard full.count <= 16 else { throw .unreadable(field: name) }
        let select = dialect.select(full)
        let answer = try HealthCardError.wrapping { () throws(CardError) in try channel.send(select) }
        guard answer.status != .fileNotFound else { return nil }
        guard answer.status == .success else {
            throw .card(.unexpectedStatus(answer.status, during: "SELECT \(name)"))
        }
        guard let size = Self.size(answer.data), size <= 0x7FFF else { throw .unreadable(field: name) }
        return try contents(channel, size, name)
    }

    /// Tag `80` of the control parameters: two bytes.
    private static func size(_ parameters: [UInt8]) -> Int? {
        guard let template = BERTLV.read(parameters).objects.first, template.tag == 0x62 || template.tag == 0x6F,
            let value = template.first(0x80)?.value, value.count == 2
        else { return nil }
        return Int(value[0]) << 8 | Int(value[1])
    }

    private func contents(
        _ channel: borrowing any CardChannel & ~Copyable, _ size: Int, _ name: String
    ) throws(HealthCardError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < size {
            let offset = UInt16(truncatingIfNeeded: bytes.count)
            let count = min(CPxFacts.readLength, size - bytes.count)
            let command = dialect.command(0xB0, offset, expected: count)
            let answer = try HealthCardError.wrapping { () throws(CardError) in try channel.send(command) }
            guard answer.status == .success || answer.status == .endOfFile else {
                throw .card(.unexpectedStatus(answer.status, during: "READ BINARY \(name)"))
            }
            guard !answer.data.isEmpty else { throw .unreadable(field: name) }
            bytes += answer.data
        }
        return bytes
    }
}
