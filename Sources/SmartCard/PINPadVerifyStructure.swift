/// What a reader with a pad is told for `FEATURE_VERIFY_PIN_DIRECT`: `PIN_VERIFY` of PC/SC part 10 v2.02.09, 2.5.2.
///
/// The digits are ASCII, put to the left of a block of padding that the reader fills in; the person ends with the
/// validation key. The structure holds no secret.
public struct PINPadVerifyStructure: Equatable, Sendable {
    /// The bytes to pass to the reader, numbers with the lowest byte first.
    public let bytes: [UInt8]

    /// `timeout` in seconds, 1 to 255, to the first key and in all; `header` is the four bytes CLA INS P1 P2 of the VERIFY
    /// command; `lengths` the permitted numbers of digits; `storedLength` the number of bytes presented, 1 to 15. Nil for
    /// what the structure cannot say.
    public init?(timeout: Int, header: [UInt8], lengths: ClosedRange<Int>, storedLength: Int, padding: UInt8) {
        guard header.count == 4, (1...15).contains(storedLength), 0 <= lengths.lowerBound,
            lengths.upperBound <= storedLength
        else { return nil }
        let seconds = UInt8(clamping: max(timeout, 1))
        let (minimum, maximum) = (UInt8(clamping: lengths.lowerBound), UInt8(clamping: lengths.upperBound))
        let stored = UInt8(clamping: storedLength)
        let command = header + [stored] + [UInt8](repeating: padding, count: storedLength)
        bytes =
            [
                seconds,  // bTimerOut
                seconds,  // bTimerOut2
                0x82,  // bmFormatString: byte units, position 0, left justified, ASCII
                stored,  // bmPINBlockString: no length field, block of so many bytes
                0x00,  // bmPINLengthFormat: none
                maximum, minimum,  // wPINMaxExtraDigit: minimum in the high byte
                0x02,  // bEntryValidationCondition: validation key
                0x01,  // bNumberMessage: one
                0x0C, 0x04,  // wLangId: French (France)
                0x00,  // bMsgIndex
                0x00, 0x00, 0x00,  // bTeoPrologue, filled in by the driver
                UInt8(clamping: command.count), 0x00, 0x00, 0x00,  // ulDataLength
            ] + command
    }
}
