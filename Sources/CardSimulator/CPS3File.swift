/// One transparent elementary file of a virtual card and its FCP (cpx.md 3.2).
struct CPS3File {
    /// Who may do what over the contacts: six security condition bytes, the last is READ.
    enum Access {
        /// Read by all, updated by the issuer: EF.ATR, EF.DIR.
        case issuerUpdates
        /// Read by all, never changed.
        case readOnly
        /// Read after the PIN.
        case readWithPIN

        /// Tag A1: over the contacts (8C), without contact (9C).
        var conditions: [UInt8] {
            TLV.encode(0xA1, TLV.encode(0x8C, [0x7B] + contact) + TLV.encode(0x9C, [0x7B] + contactless))
        }

        private var contact: [UInt8] {
            switch self {
            case .issuerUpdates: [0x45, 0xFF, 0xFF, 0xFF, 0x45, 0x00]
            case .readOnly: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00]
            case .readWithPIN: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x11]
            }
        }

        private var contactless: [UInt8] {
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, self == .readWithPIN ? 0xFF : 0x00]
        }
    }

    let identifier: UInt16
    /// 1 to 30, nil when the file has none.
    let shortIdentifier: UInt8?
    let access: Access
    let content: [UInt8]

    init(_ identifier: UInt16, short: UInt8? = nil, access: Access = .readOnly, _ content: [UInt8]) {
        self.identifier = identifier
        shortIdentifier = short
        self.access = access
        self.content = content
    }

    /// In a template 62, or 6F as a CPS4 has it.
    func controlParameters(_ template: UInt32) -> [UInt8] {
        let parts = [
            TLV.encode(0x80, [UInt8(content.count >> 8), UInt8(content.count & 0xFF)]),
            TLV.encode(0x82, [0x01]),
            TLV.encode(0x83, [UInt8(identifier >> 8), UInt8(identifier & 0xFF)]),
            TLV.encode(0x88, shortIdentifier.map { [$0 << 3] } ?? []),
            access.conditions,
            TLV.encode(0x8A, [0x05]),
        ]
        return TLV.encode(template, parts.flatMap(\.self))
    }
}
