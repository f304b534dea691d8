/// Something that answers APDUs, inside one transaction.
///
/// It is `PCSC.Transaction` on a real reader and a scripted card in tests. Calls block; they are made on the reader's own
/// thread and never on the cooperative pool.
public protocol CardChannel: ~Copyable {
    /// What the reader and the card agreed on.
    var transmissionProtocol: TransmissionProtocol { get }

    /// Sends the bytes of one command and returns the bytes of its response, status word included, without interpreting
    /// them. The command may be secret: no copy of it is kept.
    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8]

    /// What the reader can do beside exchanging APDUs, PIN entry on its own pad above all; nothing for a plain one.
    func features() throws(CardError) -> ReaderFeatures

    /// Has the reader itself do something (`SCardControl`) with a code from `features()`; blocks until it answers, which for
    /// a PIN pad may be as long as a person needs.
    func control(_ code: UInt32, _ data: [UInt8]) throws(CardError) -> [UInt8]
}

extension CardChannel where Self: ~Copyable {
    /// A plain reader.
    public func features() throws(CardError) -> ReaderFeatures { ReaderFeatures() }

    /// Refused by a plain reader.
    public func control(_ code: UInt32, _ data: [UInt8]) throws(CardError) -> [UInt8] {
        throw .malformedResponse(count: 0)
    }
}

extension CardChannel where Self: ~Copyable {
    /// Sends one command and gathers its whole answer.
    ///
    /// `61xx` is followed by GET RESPONSE in the command's class, `6Cxx` by the same case 2 command with the right Le;
    /// both at most 64 times (vitale.md 7.1). The status word is returned, not judged.
    public func send(_ command: CommandAPDU) throws(CardError) -> ResponseAPDU {
        var response = try exchange(command)
        if response.status.sw1 == 0x6C, command.data.isEmpty, command.expected != nil {
            response = try exchange(command.expecting(Self.length(of: response.status)))
        }
        var data = response.data
        var rounds = 0
        while response.status.sw1 == 0x61 {
            rounds += 1
            guard rounds <= 64 else { throw .malformedResponse(count: data.count) }
            let waiting = Self.length(of: response.status)
            response = try exchange(CommandAPDU(command.cla, 0xC0, 0, 0, expected: waiting))
            if response.status.sw1 == 0x6C {
                let exact = Self.length(of: response.status)
                response = try exchange(CommandAPDU(command.cla, 0xC0, 0, 0, expected: exact))
            }
            data += response.data
        }
        return ResponseAPDU(data: data, status: response.status)
    }

    /// Sends one command that must end with `9000`; `step` names it in the error, e.g. "SELECT MF".
    @discardableResult
    public func require(_ command: CommandAPDU, _ step: String) throws(CardError) -> [UInt8] {
        let response = try send(command)
        guard response.status == .success else { throw .unexpectedStatus(response.status, during: step) }
        return response.data
    }

    private func exchange(_ command: CommandAPDU) throws(CardError) -> ResponseAPDU {
        try ResponseAPDU(transmit(command.encoded(for: transmissionProtocol).span))
    }

    private static func length(of status: StatusWord) -> Int {
        status.sw2 == 0 ? 256 : Int(status.sw2)
    }
}
