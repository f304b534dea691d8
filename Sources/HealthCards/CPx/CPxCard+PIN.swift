public import SmartCard

extension CPxCard {
    /// Presents the PIN, exactly once: whatever happens, nobody may do it again by himself (cpx.md 4).
    ///
    /// The command is built in locked memory, wiped afterwards as is the PIN. Throws `card` for any other answer than
    /// those of `PINVerification`; then it is not known whether the card counted a try.
    public func verify(
        _ pin: consuming PIN, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> PINVerification {
        let format = self.pin
        guard format.lengths.contains(pin.count) else { return .wrongLength(format.lengths) }
        let header = [0x00, 0x20, 0x00, format.reference, UInt8(truncatingIfNeeded: format.storedLength)]
        guard let command = pin.command(header: header, storedLength: format.storedLength, padding: format.padding)
        else { throw .memoryNotLocked }
        let status = try HealthCardError.wrapping { () throws(CardError) in
            try command.withSpan { (bytes) throws(CardError) in try ResponseAPDU(channel.transmit(bytes)).status }
        }
        return try Self.verification(status)
    }

    private static func verification(_ status: StatusWord) throws(HealthCardError) -> PINVerification {
        switch status {
        case .success: return .verified
        case .pinBlocked: return .blocked
        case StatusWord(0x63, 0x00): return .wrong(retriesLeft: nil)
        default:
            guard let left = status.retriesLeft else { throw .card(.unexpectedStatus(status, during: "VERIFY")) }
            return left == 0 ? .blocked : .wrong(retriesLeft: left)
        }
    }

    /// Tries left, 0 when blocked; nil when the card does not say, as when its PIN is verified already. Costs no try.
    ///
    /// Asks for the PIN's control parameters, else sends an empty VERIFY (cpx.md 3.5, 4).
    public func retriesLeft(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> Int? {
        let parameters = try HealthCardError.wrapping { () throws(CardError) in try controlParameters(channel) }
        if let left = parameters.flatMap(Self.retriesLeft) { return left }
        let empty = CommandAPDU(0x00, 0x20, 0x00, pin.reference)
        let status = try HealthCardError.wrapping { () throws(CardError) in try channel.send(empty).status }
        return status == .pinBlocked ? 0 : status.retriesLeft
    }

    /// GET DATA of the PIN's DOCP, from the root; nil when it is refused.
    private func controlParameters(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(CardError) -> [UInt8]? {
        let root = CommandAPDU(0x00, 0xA4, 0x09, 0x0C, data: [0x3F, 0x00])
        guard try channel.send(root).status == .success else { return nil }
        let template: [UInt8] = [0x4D, 0x08, 0x70, 0x06, 0xBF, 0x81, pin.reference, 0x02, 0xA0, 0x80]
        let answer = try channel.send(CommandAPDU(0x00, 0xCB, 0x3F, 0xFF, data: template, expected: 256))
        return answer.status == .success ? answer.data : nil
    }

    /// `9B` tries left; `9D` uses left, where 0 is as good as blocked.
    private static func retriesLeft(_ data: [UInt8]) -> Int? {
        let object = BERTLV.read(data).first(0x70)?.children.objects.first
        let list = object?.first(0xA0)?.children
        guard let left = list?.first(0x9B)?.value, left.count == 1 else { return nil }
        if let uses = list?.first(0x9D)?.value, uses.allSatisfy({ $0 == 0 }) { return 0 }
        return Int(left[0])
    }
}
