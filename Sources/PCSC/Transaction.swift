import CPCSC
import Glibc
import SmartCard

/// Exclusive use of a connected card; ended by `SCardEndTransaction` when it goes out of scope.
struct Transaction: ~Copyable, CardChannel {
    /// What was agreed on when the card was connected.
    let transmissionProtocol: TransmissionProtocol
    private let handle: SCARDHANDLE
    private let disposition: Disposition
    private let errand: any Abandonable

    /// How long pcscd may take to notice that the card whose exchange broke has left, in steps of 10 ms.
    private static let removalChecks = 20

    /// More than the 258 bytes of the longest short answer.
    private static let capacity = 512

    init(
        _ handle: SCARDHANDLE, _ transmissionProtocol: TransmissionProtocol, ending disposition: Disposition,
        for errand: any Abandonable
    ) {
        self.handle = handle
        self.transmissionProtocol = transmissionProtocol
        self.disposition = disposition
        self.errand = errand
    }

    deinit {
        SCardEndTransaction(handle, DWORD(disposition == .reset ? SCARD_RESET_CARD : SCARD_LEAVE_CARD))
    }

    /// `SCardTransmit`, which has no timeout. The command goes from the caller's memory to the socket.
    ///
    /// Nothing is sent once the caller has given up. A success with fewer than two bytes is a card that left
    /// (platform.md 2).
    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        if let failure = errand.failure { throw failure }
        errand.commandLeaves()
        let number = transmissionProtocol == .t1 ? SCARD_PROTOCOL_T1 : SCARD_PROTOCOL_T0
        var header = SCARD_IO_REQUEST(
            dwProtocol: UInt(number), cbPciLength: UInt(MemoryLayout<SCARD_IO_REQUEST>.size))
        var result = 0
        let response = unsafe [UInt8](unsafeUninitializedCapacity: Self.capacity) { buffer, count in
            var received = DWORD(Self.capacity)
            result = unsafe command.withUnsafeBufferPointer { bytes in
                unsafe SCardTransmit(
                    handle, &header, bytes.baseAddress, DWORD(bytes.count), nil, buffer.baseAddress, &received)
            }
            count = ResultCode(result) == .success ? min(Int(clamping: received), Self.capacity) : 0
        }
        do { try PCSCError.check(result, "SCardTransmit") } catch { throw reason(for: error) }
        guard response.count >= 2 else { throw .cardRemoved }
        return response
    }

    /// `SCardControl(CM_IOCTL_GET_FEATURE_REQUEST)`; a reader that does not know it has no feature.
    func features() throws(CardError) -> ReaderFeatures {
        do {
            return ReaderFeatures(try control(pcsc_get_feature_request, []))
        } catch {
            return ReaderFeatures()
        }
    }

    /// `SCardControl`.
    func control(_ code: UInt32, _ data: [UInt8]) throws(CardError) -> [UInt8] {
        if let failure = errand.failure { throw failure }
        errand.commandLeaves()
        do { return try control(DWORD(code), data) } catch { throw reason(for: error) }
    }

    private func control(_ code: DWORD, _ data: [UInt8]) throws(PCSCError) -> [UInt8] {
        var result = 0
        let response = unsafe [UInt8](unsafeUninitializedCapacity: Self.capacity) { buffer, count in
            var received = DWORD()
            result = unsafe data.withUnsafeBytes { bytes in
                unsafe SCardControl(
                    handle, code, bytes.baseAddress, DWORD(bytes.count), buffer.baseAddress, DWORD(Self.capacity),
                    &received)
            }
            count = ResultCode(result) == .success ? min(Int(clamping: received), Self.capacity) : 0
        }
        try PCSCError.check(result, "SCardControl")
        return response
    }

    /// A card pulled in mid-exchange first looks like a broken exchange: pcscd says a little later that it is gone.
    private func reason(for error: PCSCError) -> CardError {
        guard error.code == .notTransacted else { return CardError(error) }
        for _ in 0..<Self.removalChecks {
            if ResultCode(SCardStatus(handle, nil, nil, nil, nil, nil, nil)) == .removedCard { return .cardRemoved }
            usleep(10_000)
        }
        return CardError(error)
    }
}
