/// GET DATA of the security data objects: codes live in the MF, keys in the application (cpx.md 3.5, 9.2).
extension CPS3Chip {
    /// `00 CB 3F FF Lc 4D L1 70 L2 BF <class> <reference> L3 <tag> 80`.
    func getData(_ command: Command) -> Answer {
        guard command.parameters == 0x3FFF else { return .status(Status.wrongParameters) }
        guard let request = Self.request(in: command.data) else { return .status(Status.wrongData) }
        switch request.tag {
        case [0xA0, 0x80]: return parameters(ofClass: request.objectClass, request.reference)
        case [0x7F, 0x41, 0x80], [0x7F, 0x48, 0x80]: return .status(Status.wrongData)
        case [0x7B, 0x80] where directory == .root && request.objectClass == 0xFB && request.reference == 0x05:
            return .success
        default: return .status(Status.referenceNotFound)
        }
    }

    private func parameters(ofClass objectClass: UInt8, _ reference: UInt8) -> Answer {
        let docp: [UInt8]
        switch (directory, objectClass, reference) {
        case (.root, 0x81, 0x01):
            docp = Self.counters(of: codes.pin) + Hex.literal("A1 08 8C 06 F3 00 00 13 FF 00")
        case (.root, 0x81, 0x02):
            docp = Self.counters(of: codes.puk) + Hex.literal("9D 02 00 64 A1 08 8C 06 F3 FF 00 FF FF 00")
        case (.application, 0x90, 0x01):
            docp = Hex.literal("80 02 01 00 A1 09 8C 07 7B 11 FF FF FF FF 00")
        case (.application, 0x90, 0x02):
            docp = Hex.literal("80 02 01 00 A1 09 8C 07 7B FF 11 11 FF FF 00")
        default: return .status(Status.referenceNotFound)
        }
        let tag = 0xBF_0000 | UInt32(objectClass) << 8 | UInt32(reference)
        return .result(TLV.encode(0x70, TLV.encode(tag, TLV.encode(0xA0, docp))))
    }

    private static func counters(of code: CPS3Code) -> [UInt8] {
        TLV.encode(0x9A, [UInt8(code.triesAllowed)]) + TLV.encode(0x9B, [UInt8(code.triesLeft)])
    }

    private static func request(in data: [UInt8]) -> (objectClass: UInt8, reference: UInt8, tag: [UInt8])? {
        guard data.count > 8, data[0] == 0x4D, Int(data[1]) == data.count - 2, data[2] == 0x70,
            Int(data[3]) == data.count - 4, data[4] == 0xBF, Int(data[7]) == data.count - 8
        else { return nil }
        return (data[5], data[6], Array(data[8...]))
    }
}
