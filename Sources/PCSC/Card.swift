import CPCSC
import SmartCard

/// A shared connection to the card in a reader (`SCARDHANDLE`); disconnected without reset when it goes out of scope.
/// Every call blocks, and blocks for as long as another program holds a transaction.
struct Card: ~Copyable, Sendable {
    private let context: Context
    private let handle: SCARDHANDLE
    private var transmissionProtocol: TransmissionProtocol

    private static let sharing = DWORD(SCARD_SHARE_SHARED)
    private static let protocols = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)

    /// `SCardConnect` in shared mode with T=0 or T=1.
    init(in reader: Reader, _ context: consuming Context) throws(PCSCError) {
        var handle = SCARDHANDLE()
        var active = DWORD()
        let result = unsafe SCardConnect(
            context.handle, reader.name, Self.sharing, Self.protocols, &handle, &active)
        try PCSCError.check(result, "SCardConnect")
        self.context = context
        self.handle = handle
        transmissionProtocol = active == DWORD(SCARD_PROTOCOL_T1) ? .t1 : .t0
    }

    deinit {
        SCardDisconnect(handle, DWORD(SCARD_LEAVE_CARD))
    }

    /// The present status of a reader, by the card's own context.
    func status(of reader: Reader) throws(PCSCError) -> ReaderStatus {
        try context.status(of: reader)
    }

    /// `SCardReconnect` without reset: acknowledges that another program reset the card.
    mutating func reconnect() throws(PCSCError) {
        var active = DWORD()
        let result = unsafe SCardReconnect(handle, Self.sharing, Self.protocols, DWORD(SCARD_LEAVE_CARD), &active)
        try PCSCError.check(result, "SCardReconnect")
        transmissionProtocol = active == DWORD(SCARD_PROTOCOL_T1) ? .t1 : .t0
    }

    /// `SCardBeginTransaction`, which waits for other programs' transactions. The transaction ends with `disposition`
    /// when it goes out of scope, which must be before the card does.
    func begin(ending disposition: Disposition, for errand: any Abandonable) throws(PCSCError) -> Transaction {
        try PCSCError.check(SCardBeginTransaction(handle), "SCardBeginTransaction")
        return Transaction(handle, transmissionProtocol, ending: disposition, for: errand)
    }
}
