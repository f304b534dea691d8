/// PIN_VERIFY_STRUCTURE or PIN_MODIFY_STRUCTURE of PC/SC part 10 (v2.02.09, 2.5.2 and 2.5.3), numbers with the lowest byte
/// first, as far as this pad can do it: ASCII digits, left justified, at a place in whole bytes, no length byte.
struct PINPadRequest: Equatable {
    /// Seconds for the whole entry; 0 in the structure is the reader's own.
    let seconds: Int
    /// Number of digits that the pad accepts.
    let digits: ClosedRange<Int>
    /// What ends an entry.
    let completion: Completion
    /// The codes to ask for, in this order.
    let prompts: [Prompt]
    /// Size of each code's place in the data field.
    let blockSize: Int
    /// The command with room for the codes, whose filling stays behind shorter ones.
    let template: [UInt8]

    /// `bEntryValidationCondition`.
    struct Completion: OptionSet {
        let rawValue: UInt8
        static let maximumReached = Completion(rawValue: 1)
        static let validationKey = Completion(rawValue: 2)
        static let timeOver = Completion(rawValue: 4)
    }

    /// One entry, and where it goes in the data field; a confirmation goes nowhere.
    enum Prompt: Equatable {
        case code(offset: Int)
        case confirmation
    }

    static let headerLength = 5
    private static let defaultSeconds = 30
    private static let longestSeconds = 60

    /// Nil for what PC/SC answers by 6B80: a structure that is cut, contradicts itself, or wants what the pad cannot do.
    init?(verify structure: [UInt8]) {
        var fields = Fields(structure)
        guard let common = Common(&fields, hasOffsets: false), let tail = Tail(&fields, messages: 1) else { return nil }
        self.init(common, tail, prompts: [.code(offset: common.position)])
    }

    /// Nil as above.
    init?(modify structure: [UInt8]) {
        var fields = Fields(structure)
        guard let common = Common(&fields, hasOffsets: true), let tail = Tail(&fields, messages: 3) else { return nil }
        let old = common.position + common.oldOffset
        let new = common.position + common.newOffset
        let asksOld = common.confirmation & 2 != 0
        let prompts: [Prompt] = (asksOld ? [.code(offset: old)] : []) + [.code(offset: new)]
        guard !asksOld || abs(new - old) >= common.blockSize else { return nil }
        self.init(common, tail, prompts: prompts + (common.confirmation & 1 != 0 ? [.confirmation] : []))
    }

    private init?(_ common: Common, _ tail: Tail, prompts: [Prompt]) {
        let data = tail.command.count - Self.headerLength
        guard data > 0, Int(tail.command[4]) == data, common.digits.upperBound <= common.blockSize else { return nil }
        let fits = prompts.allSatisfy { prompt in
            if case .code(let offset) = prompt { offset + common.blockSize <= data } else { true }
        }
        guard fits else { return nil }
        seconds = min(common.seconds == 0 ? Self.defaultSeconds : common.seconds, Self.longestSeconds)
        digits = common.digits
        completion = common.completion
        blockSize = common.blockSize
        template = tail.command
        self.prompts = prompts
    }
}

/// The fields up to `bEntryValidationCondition`.
private struct Common {
    let seconds: Int
    let position: Int
    let blockSize: Int
    let oldOffset: Int
    let newOffset: Int
    let digits: ClosedRange<Int>
    let confirmation: UInt8
    let completion: PINPadRequest.Completion

    init?(_ fields: inout Fields, hasOffsets: Bool) {
        guard let seconds = fields.byte(), fields.byte() != nil, let format = fields.byte(), let block = fields.byte(),
            fields.byte() == 0, let old = hasOffsets ? fields.byte() : 0, let new = hasOffsets ? fields.byte() : 0,
            let most = fields.byte(), let fewest = fields.byte(), let confirmation = hasOffsets ? fields.byte() : 0,
            let completion = fields.byte()
        else { return nil }
        // System units are bytes (bit 8), justification is left (bit 3 clear), and 2 is ASCII.
        guard format & 0x87 == 0x82, (1...15).contains(block), fewest >= 1, fewest <= most, confirmation <= 3,
            (1...7).contains(completion)
        else { return nil }
        self.seconds = Int(seconds)
        position = Int(format >> 3 & 0x0F)
        blockSize = Int(block)
        (oldOffset, newOffset) = (Int(old), Int(new))
        digits = Int(fewest)...Int(most)
        self.confirmation = confirmation
        self.completion = PINPadRequest.Completion(rawValue: completion)
    }
}

/// The fields from `bNumberMessage` on.
private struct Tail {
    let command: [UInt8]

    init?(_ fields: inout Fields, messages: Int) {
        guard let shown = fields.byte(), shown == 0xFF || Int(shown) <= messages,
            fields.bytes(2 + messages + 3) != nil, let length = fields.bytes(4)
        else { return nil }
        command = fields.rest
        let announced = length.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard announced == command.count, command.count >= PINPadRequest.headerLength else { return nil }
    }
}

/// Reads a structure from its beginning.
private struct Fields {
    private(set) var rest: [UInt8]

    init(_ bytes: [UInt8]) {
        rest = bytes
    }

    mutating func byte() -> UInt8? {
        rest.isEmpty ? nil : rest.removeFirst()
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard rest.count >= count else { return nil }
        defer { rest.removeFirst(count) }
        return Array(rest.prefix(count))
    }
}
