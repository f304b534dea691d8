/// The PKCS#15 tables of a virtual CPS3 and the files that announce them (cpx.md 3.2, 3.3, 9.4).
enum CPS3Objects {
    /// EF.ATR, real bytes.
    static let answerToReset = Hex.literal(
        """
        80 43 01 B8 46 04 04 B0 EC C1 47 03 94 01 80 4F 08 80 25 00 00 01 FF 01 00 E0 10 02 02 01 04 02 02 01 04 02 02 01 \
        00 02 02 01 00 78 08 06 06 2B 81 22 F8 78 02 82 02 90 00
        """)

    /// EF.DIR; the contactless record comes first, otherwise OpenSC binds to that application (cpx.md 9.2).
    static let directory: [UInt8] =
        record(CPS3Directory.contactlessName, "CPS IAS CL", [0x3F, 0x00, 0x00, 0x02])
        + record(CPS3Directory.applicationName, "CPS IAS", [0x3F, 0x00, 0x00, 0x01])

    /// ODF: where AODF, PrKDF, CDF and DODF are.
    static let objectDirectory: [UInt8] =
        TLV.encode(0xA8, path(0x7001)) + TLV.encode(0xA0, path(0x7002)) + TLV.encode(0xA4, path(0x7005))
        + TLV.encode(0xA7, path(0x7006))

    /// TokenInfo, with the six algorithms of a real card.
    static func tokenInfo(_ holder: ProfessionalDescription) -> [UInt8] {
        let algorithms = Hex.literal(
            """
            30 17 02 01 01 02 02 02 20 05 00 03 02 01 02 06 05 2B 0E 03 02 1A 02 01 10 \
            30 1B 02 01 02 02 02 02 50 05 00 03 02 01 02 06 09 60 86 48 01 65 03 04 02 01 02 01 40 \
            30 1A 02 01 03 02 01 06 05 00 03 02 06 40 06 09 2A 86 48 86 F7 0D 01 01 05 02 01 12 \
            30 1A 02 01 04 02 01 40 05 00 03 02 06 40 06 09 2A 86 48 86 F7 0D 01 01 0B 02 01 42 \
            30 1A 02 01 05 02 01 01 05 00 03 02 06 40 06 09 2A 86 48 86 F7 0D 01 01 01 02 01 02 \
            30 1A 02 01 06 02 01 01 05 00 03 02 03 08 06 09 2A 86 48 86 F7 0D 01 01 01 02 01 1A
            """)
        let label = Array("CPS3v3-\(holder.cardNumber)".utf8)
        return TLV.encode(
            0x30,
            [0x02, 0x01, 0x00] + TLV.encode(0x04, CPS3Holder.chipNumber(holder).suffix(8)) + text("ASIP SANTE")
                + TLV.encode(0x80, label) + [0x03, 0x02, 0x05, 0x60] + TLV.encode(0xA2, algorithms)
                + TLV.encode(0x18, Array("20100316110000Z".utf8)))
    }

    /// AODF, real bytes: the PIN (reference 01, four digits padded with FF to eight) and the PUK (reference 02).
    static let codes: [UInt8] =
        TLV.encode(
            0x30,
            TLV.encode(
                0x30,
                text("Code porteur de la carte CPS")
                    + Hex.literal(
                        """
                        03 01 08 04 01 02 30 19 30 06 03 02 05 20 05 00 30 06 03 02 06 40 05 00 \
                        30 07 03 02 03 08 04 01 04
                        """))
                + Hex.literal(
                    """
                    30 03 04 01 01 A1 19 30 17 03 03 04 0C 10 0A 01 01 02 01 04 02 01 08 02 01 04 80 01 01 04 01 FF
                    """))
        + TLV.encode(
            0x30,
            TLV.encode(
                0x30,
                text("Code de déblocage de la carte CPS")
                    + Hex.literal("03 01 08 30 10 30 06 03 02 05 20 05 00 30 06 03 02 06 40 05 00"))
                + Hex.literal(
                    "30 03 04 01 04 A1 16 30 14 03 03 04 1D 10 0A 01 01 02 01 08 02 01 08 02 01 08 80 01 02"))

    /// PrKDF. The encodings are our own, accepted by both known middlewares.
    static let privateKeys: [UInt8] =
        privateKey("CPS_PRIV_SIG", 1, usage: [0x03, 0x03, 0x06, 0x00, 0x40])
        + privateKey("CPS_PRIV_AUT", 2, usage: [0x03, 0x02, 0x05, 0x60])

    /// CDF; the first entry has real bytes.
    static let certificates: [UInt8] =
        certificate("Certificat de Signature CPS", 1, file: 0xA001)
        + certificate("Certificat d'Authentification CPS", 2, file: 0xA002)

    /// DODF.
    static let dataObjects: [UInt8] =
        dataObject("CPS_ID_CARD", isPublic, 0xD104) + dataObject("CPS_NAME_PS", isPublic, 0xD105)
        + dataObject("CPS_INFO_PS", isPublic, 0xD106) + dataObject("CPS_DATA", isPublic, 0xD107)
        + dataObject("CPS_ACTIVITY_01_PS", isPrivate, 0xD120)

    /// Object flags of a real card: a BIT STRING whose count of unused bits is out of range.
    private static let isPublic: [UInt8] = [0x03, 0x02, 0x08, 0x00]
    /// Private, and protected by the PIN object 01.
    private static let isPrivate: [UInt8] = [0x03, 0x02, 0x07, 0x80, 0x04, 0x01, 0x01]

    private static func record(_ name: [UInt8], _ label: String, _ path: [UInt8]) -> [UInt8] {
        TLV.encode(
            0x61,
            TLV.encode(0x4F, name) + TLV.encode(0x50, Array(label.utf8)) + TLV.encode(0x51, path)
                + TLV.encode(0x73, TLV.encode(0x4F, CPS3Directory.applicationName)))
    }

    private static func privateKey(_ label: String, _ number: UInt8, usage: [UInt8]) -> [UInt8] {
        let rule = Hex.literal("30 09 30 07 03 02 03 08 04 01 01")
        let nativeSensitive = Hex.literal("01 01 FF 03 02 04 B0")
        let reference: [UInt8] = [0x02, 0x02, 0x00, 0x80 + number]
        return TLV.encode(
            0x30,
            TLV.encode(0x30, text(label) + isPrivate + rule)
                + TLV.encode(0x30, identifier(number) + usage + nativeSensitive + reference)
                + Hex.literal("A1 0A 30 08 30 02 04 00 02 02 08 00"))
    }

    private static func certificate(_ label: String, _ number: UInt8, file: UInt16) -> [UInt8] {
        let rules = Hex.literal("30 11 30 06 03 02 07 80 05 00 30 07 03 02 06 40 04 01 01")
        return TLV.encode(
            0x30,
            TLV.encode(0x30, text(label) + isPublic + rules) + TLV.encode(0x30, identifier(number))
                + TLV.encode(0xA1, TLV.encode(0x30, path(file))))
    }

    private static func dataObject(_ label: String, _ flags: [UInt8], _ file: UInt16) -> [UInt8] {
        TLV.encode(
            0x30,
            TLV.encode(0x30, text(label) + flags) + TLV.encode(0x30, text("CPS")) + TLV.encode(0xA1, path(file)))
    }

    /// CKA_ID: the application's name and the number of the key pair.
    private static func identifier(_ number: UInt8) -> [UInt8] {
        TLV.encode(0x04, CPS3Directory.applicationName + [number])
    }

    private static func path(_ file: UInt16) -> [UInt8] {
        TLV.encode(0x30, TLV.encode(0x04, [UInt8(file >> 8), UInt8(file & 0xFF)]))
    }

    private static func text(_ value: String) -> [UInt8] {
        TLV.encode(0x0C, Array(value.utf8))
    }
}
