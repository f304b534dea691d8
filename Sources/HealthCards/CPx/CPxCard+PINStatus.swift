public import SmartCard

/// Counters and status, all without costing a try.
extension CPxCard {
    /// Whether the PIN is verified, by an empty VERIFY (cpx.md 4). Throws `card(unexpectedStatus)` for an answer that says
    /// nothing of it.
    public func pinStatus(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> PINStatus {
        let status = try emptyVerify(pin.reference, channel)
        switch status {
        case .success: return .verified
        case .pinBlocked: return .blocked
        case StatusWord(0x63, 0x00): return .notVerified(triesLeft: nil)
        default:
            guard let left = status.retriesLeft else {
                throw .card(.unexpectedStatus(status, during: "empty VERIFY"))
            }
            return left == 0 ? .blocked : .notVerified(triesLeft: left)
        }
    }

    /// Tries left for the PIN, 0 when blocked; nil when the card does not say, as when its PIN is verified already.
    ///
    /// A CPS3 is asked for the PIN's control parameters; else an empty VERIFY is sent (cpx.md 3.5, 3.8, 4).
    public func retriesLeft(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> Int? {
        try retriesLeft(of: pin.reference, channel)
    }

    /// The same for the PUK.
    public func pukRetriesLeft(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> Int? {
        try retriesLeft(of: puk.reference, channel)
    }

    private func retriesLeft(
        of reference: UInt8, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> Int? {
        if generation == .cps3 {
            let parameters = try HealthCardError.wrapping { () throws(CardError) in
                try controlParameters(of: reference, channel)
            }
            if let left = parameters.flatMap(Self.retriesLeft) { return left }
        }
        let status = try emptyVerify(reference, channel)
        return status == .pinBlocked ? 0 : status.retriesLeft
    }

    /// VERIFY without data. An answer that is none may be that of a channel closed by a reset: it is opened, and asked
    /// again.
    private func emptyVerify(
        _ reference: UInt8, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> StatusWord {
        let command = dialect.command(0x20, UInt16(reference))
        return try HealthCardError.wrapping { () throws(CardError) in
            let status = try channel.send(command).status
            let isAnswer = status == .success || status == .pinBlocked || status.sw1 == 0x63
            guard generation == .cps4, !isAnswer else { return status }
            try dialect.open(channel)
            return try channel.send(command).status
        }
    }

    /// GET DATA of a PIN's DOCP, from the root; nil when it is refused.
    private func controlParameters(
        of reference: UInt8, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(CardError) -> [UInt8]? {
        let root = dialect.command(0xA4, 0x090C, data: CPxFacts.root)
        guard try channel.send(root).status == .success else { return nil }
        let template: [UInt8] = [0x4D, 0x08, 0x70, 0x06, 0xBF, 0x81, reference, 0x02, 0xA0, 0x80]
        let answer = try channel.send(dialect.command(0xCB, 0x3FFF, data: template, expected: 256))
        return answer.status == .success ? answer.data : nil
    }

    /// `9B` tries left; `9D` uses left, where 0 is as good as blocked.
    private static func retriesLeft(_ data: [UInt8]) -> Int? {
        let object = BERTLV.read(data).first(0x70)?.children.objects.first
        let list = object?.first(0xA0)?.children
        guard let left = list?.first(0x9B)?.value, left.count == 1 else { return nil }
        if let uses = list?.first(0x9D)?.value, !uses.isEmpty, uses.allSatisfy({ $0 == 0 }) { return 0 }
        return Int(left[0])
    }
}
