import CPCSC
import SmartCard

/// A link to the PC/SC service (`SCARDCONTEXT`), released when it goes out of scope. One thread at a time; only
/// `SCardCancel` on `handle` may come from another one.
struct Context: ~Copyable, Sendable {
    /// For `SCardCancel` only.
    let handle: SCARDCONTEXT

    /// `SCardEstablishContext`; does not wait for a service that is not there.
    init() throws(PCSCError) {
        var handle = SCARDCONTEXT()
        let result = unsafe SCardEstablishContext(DWORD(SCARD_SCOPE_SYSTEM), nil, nil, &handle)
        try PCSCError.check(result, "SCardEstablishContext")
        self.handle = handle
    }

    deinit {
        SCardReleaseContext(handle)
    }

    /// `SCardListReaders`; empty when there is none.
    func readers() throws(PCSCError) -> [Reader] {
        // At most 16 readers with names of at most 128 bytes.
        var names = [CChar](repeating: 0, count: 4096)
        var count = DWORD(names.count)
        let result = unsafe SCardListReaders(handle, nil, &names, &count)
        guard ResultCode(result) != .noReadersAvailable else { return [] }
        try PCSCError.check(result, "SCardListReaders")
        return names.prefix(Int(clamping: count)).split(separator: 0).map { name in
            Reader(name: String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self))
        }
    }

    /// The present status of one reader; does not wait.
    func status(of reader: Reader) throws(PCSCError) -> ReaderStatus {
        try changes(of: [ReaderStates.Entry(reader: reader, known: 0)], readerList: false, timeout: 0)[0]
    }

    /// `SCardGetStatusChange`: blocks until a reader differs from what is known, the list of readers changes, or the
    /// timeout in milliseconds is over (nil: never). Gives every reader's status, or nothing after the timeout.
    func changes(
        of entries: [ReaderStates.Entry], readerList: Bool = true, timeout: UInt32?
    ) throws(PCSCError) -> [ReaderStatus] {
        let states = ReaderStates(entries, readerList: readerList)
        let result = states.wait(handle, timeout.map { DWORD($0) } ?? DWORD(INFINITE))
        guard ResultCode(result) != .timeout else { return [] }
        try PCSCError.check(result, "SCardGetStatusChange")
        return states.statuses
    }
}
