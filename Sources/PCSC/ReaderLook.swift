import CPCSC
public import SmartCard

/// One look at the PC/SC service for a diagnosis. Both functions block, for ever where the service hangs.
public enum ReaderLook {
    /// Why the service gave no readers.
    public enum Failure: Error, Equatable, Sendable {
        /// Nobody was there to ask.
        case absent
        /// The service closed the connection unasked: so it tells a user whom its policy (polkit) does not admit.
        case refused
        /// Anything else; the raw PC/SC code.
        case other(code: UInt32)
    }

    /// The readers and who uses them, without a connection to any of them.
    public static func readers() throws(Failure) -> [ReaderSight] {
        do {
            return try ReaderListing.statuses().map { status in
                ReaderSight(
                    reader: status.reader, hasCard: status.hasCard, isExclusive: status.isExclusive,
                    isInUse: status.isInUse)
            }
        } catch {
            throw Failure(error)
        }
    }

    /// Returns once no program holds a transaction on the card of that reader. It joins the connections that are there for a
    /// moment (`SCardStatus` in shared mode): for readers whose card is in use, where nobody can be kept from having it alone.
    public static func awaitTurn(at reader: Reader) {
        guard let context = try? Context() else { return }
        var (handle, active) = (SCARDHANDLE(), DWORD())
        let protocols = DWORD(SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
        guard
            unsafe SCardConnect(
                context.handle, reader.name, DWORD(SCARD_SHARE_SHARED), protocols, &handle, &active) == 0
        else { return }
        _ = SCardStatus(handle, nil, nil, nil, nil, nil, nil)
        SCardDisconnect(handle, DWORD(SCARD_LEAVE_CARD))
    }
}

extension ReaderLook.Failure {
    fileprivate init(_ error: PCSCError) {
        self =
            switch (error.code, error.function) {
            // Whoever is refused finds the connection closed before or after the first words, by which of the two is chance.
            case (.securityViolation, _), (.communicationError, "SCardEstablishContext"): .refused
            case (.noService, _), (.serviceStopped, _): .absent
            default: .other(code: error.code.rawValue)
            }
    }
}
