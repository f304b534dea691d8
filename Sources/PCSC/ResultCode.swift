/// What a PC/SC function returned; an open set, with the names of `pcsclite.h` for the codes that are judged.
struct ResultCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The low 32 bits of the C `LONG`.
    let rawValue: UInt32

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The C functions return a `LONG` as wide as the machine word.
    init(_ code: Int) {
        rawValue = UInt32(truncatingIfNeeded: code)
    }

    /// `SCARD_S_SUCCESS`.
    static let success = ResultCode(rawValue: 0)
    /// `SCARD_E_CANCELLED`.
    static let cancelled = ResultCode(rawValue: 0x8010_0002)
    /// `SCARD_E_INVALID_HANDLE`: our context died with the service.
    static let invalidHandle = ResultCode(rawValue: 0x8010_0003)
    /// `SCARD_E_UNKNOWN_READER`.
    static let unknownReader = ResultCode(rawValue: 0x8010_0009)
    /// `SCARD_E_TIMEOUT`.
    static let timeout = ResultCode(rawValue: 0x8010_000A)
    /// `SCARD_E_SHARING_VIOLATION`.
    static let sharingViolation = ResultCode(rawValue: 0x8010_000B)
    /// `SCARD_E_NO_SMARTCARD`.
    static let noSmartcard = ResultCode(rawValue: 0x8010_000C)
    /// `SCARD_F_COMM_ERROR`: the link to the service broke.
    static let communicationError = ResultCode(rawValue: 0x8010_0013)
    /// `SCARD_E_READER_UNAVAILABLE`.
    static let readerUnavailable = ResultCode(rawValue: 0x8010_0017)
    /// `SCARD_E_NO_SERVICE`.
    static let noService = ResultCode(rawValue: 0x8010_001D)
    /// `SCARD_E_SERVICE_STOPPED`.
    static let serviceStopped = ResultCode(rawValue: 0x8010_001E)
    /// `SCARD_E_NO_READERS_AVAILABLE`.
    static let noReadersAvailable = ResultCode(rawValue: 0x8010_002E)
    /// `SCARD_E_NOT_TRANSACTED`.
    static let notTransacted = ResultCode(rawValue: 0x8010_0016)
    /// `SCARD_W_UNRESPONSIVE_CARD`.
    static let unresponsiveCard = ResultCode(rawValue: 0x8010_0066)
    /// `SCARD_W_UNPOWERED_CARD`.
    static let unpoweredCard = ResultCode(rawValue: 0x8010_0067)
    /// `SCARD_W_RESET_CARD`.
    static let resetCard = ResultCode(rawValue: 0x8010_0068)
    /// `SCARD_W_REMOVED_CARD`.
    static let removedCard = ResultCode(rawValue: 0x8010_0069)
    /// `SCARD_W_SECURITY_VIOLATION`, also when the service closes the connection before it answered.
    static let securityViolation = ResultCode(rawValue: 0x8010_006A)

    /// Hexadecimal.
    var description: String { "0x" + String(rawValue, radix: 16, uppercase: true) }
}
