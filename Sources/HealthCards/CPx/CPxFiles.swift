import SmartCard

/// Reading of transparent files by their full path (cpx.md 3.1, 3.4).
enum CPxFiles {
    /// Selects the application; short relative paths fail elsewhere, so every file is selected from the root.
    static let selectApplication = CommandAPDU(0x00, 0xA4, 0x09, 0x0C, data: CPxFacts.applicationPath)

    /// The whole file. A path that does not begin at the root is relative to the application.
    ///
    /// Throws `fileMissing` on `6A82`, `unreadable` when the card does not say a size or gives less than that.
    static func read(
        _ channel: borrowing any CardChannel & ~Copyable, _ path: [UInt8], _ file: CardFile
    ) throws(HealthCardError) -> [UInt8] {
        let full = path.starts(with: [0x3F, 0x00]) ? path : CPxFacts.applicationPath + path
        guard full.count <= 16 else { throw .unreadable(field: file.rawValue) }
        let select = CommandAPDU(0x00, 0xA4, 0x09, 0x04, data: full, expected: 256)
        let answer = try HealthCardError.wrapping { () throws(CardError) in try channel.send(select) }
        guard answer.status != .fileNotFound else { throw .fileMissing(file) }
        guard answer.status == .success else {
            throw .card(.unexpectedStatus(answer.status, during: "SELECT \(file.rawValue)"))
        }
        guard let size = size(answer.data), size <= 0x7FFF else { throw .unreadable(field: file.rawValue) }
        return try contents(channel, size, file)
    }

    /// Tag `80` of the control parameters: two bytes.
    private static func size(_ parameters: [UInt8]) -> Int? {
        guard let template = BERTLV.read(parameters).objects.first, template.tag == 0x62 || template.tag == 0x6F,
            let value = template.first(0x80)?.value, value.count == 2
        else { return nil }
        return Int(value[0]) << 8 | Int(value[1])
    }

    private static func contents(
        _ channel: borrowing any CardChannel & ~Copyable, _ size: Int, _ file: CardFile
    ) throws(HealthCardError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < size {
            let high = UInt8(truncatingIfNeeded: bytes.count >> 8)
            let low = UInt8(truncatingIfNeeded: bytes.count)
            let count = min(CPxFacts.readLength, size - bytes.count)
            let command = CommandAPDU(0x00, 0xB0, high, low, expected: count)
            let answer = try HealthCardError.wrapping { () throws(CardError) in try channel.send(command) }
            guard answer.status == .success || answer.status == .endOfFile else {
                throw .card(.unexpectedStatus(answer.status, during: "READ BINARY \(file.rawValue)"))
            }
            guard !answer.data.isEmpty else { throw .unreadable(field: file.rawValue) }
            bytes += answer.data
        }
        return bytes
    }
}
