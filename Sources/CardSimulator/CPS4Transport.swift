/// How a CPS4 takes commands and hands out data: T=0, and T=1 for a card whose ATR offers both (cpx.md 1.3).
///
/// The reader does not tell the card which one was agreed on. A case 4 command with its Le can only come by T=1: from the
/// first one on, data leaves at once and a read of more than there is gets what there is.
struct CPS4Transport {
    /// Weak: taken over from the CPS3.
    static let responseLimit = 0xE7

    private let offersT1: Bool
    private var usesT1 = false
    private var expected: Int?
    private var parts = T0Transport(limit: CPS4Transport.responseLimit)

    init(atr: [UInt8]) {
        offersT1 = Self.offersT1(atr)
    }

    private init(offersT1: Bool) {
        self.offersT1 = offersT1
    }

    mutating func reset() {
        self = CPS4Transport(offersT1: offersT1)
    }

    /// Nil when the lengths do not fit together.
    mutating func receive(_ bytes: [UInt8]) -> Command? {
        expected = nil
        if let command = Command(bytes) { return command }
        guard offersT1, let length = bytes.last, let command = Command(bytes.dropLast()), !command.data.isEmpty else {
            return nil
        }
        usesT1 = true
        expected = length == 0 ? 256 : Int(length)
        return command
    }

    /// Any other command than GET RESPONSE discards what still waits.
    mutating func discard() {
        parts.discard()
    }

    mutating func getResponse(_ command: Command) -> [UInt8] {
        parts.getResponse(command)
    }

    mutating func encode(_ answer: Answer) -> [UInt8] {
        switch answer {
        case .excerpt(let data, let wanted) where usesT1:
            return parts.encode(.excerpt(data, expected: min(wanted, data.count)))
        case .result(let data):
            let waiting = parts.encode(answer)
            guard let expected, !data.isEmpty else { return waiting }
            let count = UInt8(truncatingIfNeeded: min(expected, data.count))
            return Command([0x00, 0xC0, 0x00, 0x00, count]).map { parts.getResponse($0) } ?? waiting
        case .status, .excerpt:
            return parts.encode(answer)
        }
    }

    /// Whether one of the TDi names T=1 (ISO 7816-3 8.2.3).
    static func offersT1(_ atr: [UInt8]) -> Bool {
        var position = 1
        while position < atr.count {
            let indicator = atr[position]
            if position > 1, indicator & 0x0F == 1 { return true }
            guard indicator & 0x80 != 0 else { return false }
            position += (indicator & 0x70).nonzeroBitCount + 1
        }
        return false
    }
}
