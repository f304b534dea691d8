import CPCSC
import Glibc
import SmartCard

/// The array that `SCardGetStatusChange` reads and fills, with the C strings that it points to.
@safe struct ReaderStates: ~Copyable {
    /// A reader and its last known `dwEventState`; 0 asks for the present status at once.
    struct Entry: Equatable, Sendable {
        let reader: Reader
        let known: UInt32
    }

    private static let listNotification = #"\\?PnP?\Notification"#
    private let entries: [Entry]
    private let states: UnsafeMutableBufferPointer<SCARD_READERSTATE>

    init(_ entries: [Entry], readerList: Bool) {
        self.entries = entries
        let names = entries.map(\.reader.name) + (readerList ? [Self.listNotification] : [])
        unsafe states = .allocate(capacity: names.count)
        for (index, name) in names.enumerated() {
            var state = unsafe SCARD_READERSTATE()
            unsafe state.szReader = UnsafePointer(strdup(name))
            unsafe state.dwCurrentState = DWORD(index < entries.count ? entries[index].known : 0)
            unsafe states.initializeElement(at: index, to: state)
        }
    }

    deinit {
        for index in unsafe states.indices {
            unsafe free(UnsafeMutablePointer(mutating: states[index].szReader))
        }
        unsafe states.deallocate()
    }

    /// Blocks in `SCardGetStatusChange` and returns its result.
    func wait(_ context: SCARDCONTEXT, _ timeout: DWORD) -> Int {
        unsafe SCardGetStatusChange(context, timeout, states.baseAddress, DWORD(states.count))
    }

    /// What was filled in, for the entries in order.
    var statuses: [ReaderStatus] {
        entries.enumerated().map { index, entry in
            let state = unsafe states[index]
            let count = unsafe min(Int(clamping: state.cbAtr), MemoryLayout.size(ofValue: state.rgbAtr))
            let atr = unsafe withUnsafeBytes(of: state.rgbAtr) { unsafe Array($0.prefix(count)) }
            return unsafe ReaderStatus(
                reader: entry.reader, state: UInt32(truncatingIfNeeded: state.dwEventState), atr: ATR(atr))
        }
    }
}
