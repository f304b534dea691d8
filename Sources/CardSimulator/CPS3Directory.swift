/// The two directories of a virtual card; the contactless application 3F00/0002 is not populated (cpx.md 3.6, 9.1).
enum CPS3Directory {
    case root
    case application

    /// The root's name, from EF.ATR (cpx.md 3.2).
    static let rootName = Hex.literal("80 25 00 00 01 FF 01 00")
    /// The contact application (cpx.md 0, fact 2).
    static let applicationName = Hex.literal("E8 28 BD 08 0F 80 25 00 00 01 FF 00 10")
    /// The contactless application, announced by EF.DIR only.
    static let contactlessName = Hex.literal("E8 28 BD 08 0F 80 25 00 00 01 FF 00 20")

    private var name: [UInt8] { self == .root ? Self.rootName : Self.applicationName }
    private var identifier: [UInt8] { self == .root ? [0x3F, 0x00] : [0x00, 0x01] }

    /// In a template 62, or 6F as a CPS4 has it. Weak: the bytes of a real directory's FCP are not published. This one holds what the grammar demands and
    /// the access conditions that OpenSC wants to see.
    func controlParameters(_ template: UInt32) -> [UInt8] {
        let parts = [
            TLV.encode(0x82, [0x38]), TLV.encode(0x83, identifier), TLV.encode(0x84, name),
            CPS3File.Access.readOnly.conditions, TLV.encode(0x8A, [0x05]),
        ]
        return TLV.encode(template, parts.flatMap(\.self))
    }
}
