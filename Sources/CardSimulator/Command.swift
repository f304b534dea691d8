/// A short command APDU as a card sees it (ISO 7816-3 12.1): a header, data in, and how much is expected out.
struct Command {
    let cla: UInt8
    let ins: UInt8
    let p1: UInt8
    let p2: UInt8
    /// The data field, empty in cases 1 and 2.
    let data: [UInt8]
    /// Ne, 1 to 256: in strict T=0 present in case 2 only, since there is no place for it behind a data field.
    let expected: Int?

    /// Nil when the lengths do not fit together, which the card answers by 6700: in strict T=0 also case 4 with its Le
    /// (vitale.md 7.1).
    init?(_ bytes: [UInt8], _ transport: CardTransport = .strict) {
        guard bytes.count >= 4 else { return nil }
        (cla, ins, p1, p2) = (bytes[0], bytes[1], bytes[2], bytes[3])
        switch bytes.count {
        case 4:
            (data, expected) = ([], nil)
        case 5:
            (data, expected) = ([], bytes[4] == 0 ? 256 : Int(bytes[4]))
        default:
            let end = 5 + Int(bytes[4])
            let hasExpected = bytes.count == end + 1 && transport == .lenient
            guard bytes[4] != 0, bytes.count == end || hasExpected else { return nil }
            data = Array(bytes[5..<end])
            expected = hasExpected ? (bytes[end] == 0 ? 256 : Int(bytes[end])) : nil
        }
    }

    /// P1 and P2 as one number.
    var parameters: UInt16 { UInt16(p1) << 8 | UInt16(p2) }

    /// INS, P1 and P2 as one number, to recognise a command of one form only.
    var operation: UInt32 { UInt32(ins) << 16 | UInt32(parameters) }
}
