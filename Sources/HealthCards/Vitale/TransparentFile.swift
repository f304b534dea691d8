import SmartCard

/// What READ BINARY gave of one transparent file, block after block (vitale.md 3.2, 3.9).
struct TransparentFile: Equatable {
    /// All that was read, at most `maximumBytes`.
    private(set) var bytes: [UInt8] = []
    /// The status word that ended the reading without data, if one did.
    private(set) var refusal: StatusWord?
    /// The status word of the last block, nil when there is none.
    private(set) var lastStatus: StatusWord?
    /// The card said `6281`.
    private(set) var isPossiblyCorrupted = false

    /// Cap of vitale.md 3.7, which is also where offsets of 15 bits end.
    static let maximumBytes = 32 * 1024

    /// Whether there was more than `maximumBytes`.
    var isTooLarge: Bool { bytes.count >= Self.maximumBytes }

    /// Reads by the short identifier, which makes the file current, or the current file from its beginning. Ends at the
    /// first refusal, at an empty block, or when `isComplete` says so of everything read and the size of the last block.
    static func read(
        _ channel: borrowing any CardChannel & ~Copyable, shortIdentifier: UInt8? = nil, cla: UInt8 = 0x00,
        block: Int = 256, isComplete: ([UInt8], Int) -> Bool
    ) throws(CardError) -> TransparentFile {
        var file = TransparentFile()
        var command = CommandAPDU(cla, 0xB0, shortIdentifier.map { 0x80 | $0 } ?? 0x00, 0x00, expected: block)
        while !file.isTooLarge {
            let answer = try channel.send(command)
            guard file.take(answer), !isComplete(file.bytes, answer.data.count) else { break }
            let high = UInt8(truncatingIfNeeded: file.bytes.count >> 8)
            let low = UInt8(truncatingIfNeeded: file.bytes.count)
            command = CommandAPDU(cla, 0xB0, high, low, expected: block)
        }
        return file
    }

    /// Whether the answer brought data.
    private mutating func take(_ answer: ResponseAPDU) -> Bool {
        guard [.success, .endOfFile, .dataMayBeCorrupted].contains(answer.status) else {
            refusal = answer.status
            return false
        }
        lastStatus = answer.status
        isPossiblyCorrupted = isPossiblyCorrupted || answer.status == .dataMayBeCorrupted
        bytes += answer.data.prefix(Self.maximumBytes - bytes.count)
        return !answer.data.isEmpty
    }
}
