/// The PKCS#15 tables of a virtual professional card and the files that announce them (cpx.md 3.2, 3.3, 9.4).
enum CPS3Objects {
    /// EF.ATR of a CPS3, real bytes.
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

    /// AODF: the PIN (reference 01) and the PUK (reference 02). With four digits and padding FF these are the bytes of a
    /// real CPS3; those of a CPS4 are not known.
    static func codes(_ holder: ProfessionalDescription) -> [UInt8] {
        let rules = Hex.literal(
            "03 01 08 04 01 02 30 19 30 06 03 02 05 20 05 00 30 06 03 02 06 40 05 00 30 07 03 02 03 08 04 01 04")
        let minimum = UInt8(truncatingIfNeeded: holder.pinMinimum)
        let maximum = UInt8(truncatingIfNeeded: holder.pinMaximum)
        let lengths = [0x02, 0x01, minimum, 0x02, 0x01, UInt8(CPS3Code.storedLength), 0x02, 0x01, maximum]
        let attributes =
            Hex.literal("03 03 04 0C 10 0A 01 01") + lengths + [0x80, 0x01, 0x01, 0x04, 0x01, holder.padding]
        let pin =
            TLV.encode(0x30, text("Code porteur de la carte CPS") + rules) + Hex.literal("30 03 04 01 01")
            + TLV.encode(0xA1, TLV.encode(0x30, attributes))
        return TLV.encode(0x30, pin) + unblockingCode
    }

    private static let unblockingCode =
        TLV.encode(
            0x30,
            TLV.encode(
                0x30,
                text("Code de déblocage de la carte CPS")
                    + Hex.literal("03 01 08 30 10 30 06 03 02 05 20 05 00 30 06 03 02 06 40 05 00"))
                + Hex.literal(
                    "30 03 04 01 04 A1 16 30 14 03 03 04 1D 10 0A 01 01 02 01 08 02 01 08 02 01 08 80 01 02"))

    /// PrKDF. The encodings are our own, accepted by both known middlewares.
    static func privateKeys(_ generation: ProfessionalDescription.Generation) -> [UInt8] {
        privateKey("CPS_PRIV_SIG", generation.signatureKey, usage: [0x03, 0x03, 0x06, 0x00, 0x40])
            + privateKey("CPS_PRIV_AUT", generation.authenticationKey, usage: [0x03, 0x02, 0x05, 0x60])
    }

    /// CDF; the first entry has the real bytes of a CPS3.
    static func certificates(_ generation: ProfessionalDescription.Generation) -> [UInt8] {
        certificate("Certificat de Signature CPS", generation.signatureKey, file: 0xA001)
            + certificate("Certificat d'Authentification CPS", generation.authenticationKey, file: 0xA002)
    }

    /// DODF.
    static func dataObjects(_ holder: ProfessionalDescription) -> [UInt8] {
        let situations = holder.numberedSituations.flatMap { index, _ in
            dataObject("CPS_ACTIVITY_\(index < 10 ? "0" : "")\(index)_PS", isPrivate, CPS3Files.situation(index))
        }
        return dataObject("CPS_ID_CARD", isPublic, 0xD104) + dataObject("CPS_NAME_PS", isPublic, 0xD105)
            + dataObject("CPS_INFO_PS", isPublic, 0xD106) + dataObject("CPS_DATA", isPublic, 0xD107) + situations
    }

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

    private static func privateKey(_ label: String, _ key: CPS3KeyNumbers, usage: [UInt8]) -> [UInt8] {
        let rule = Hex.literal("30 09 30 07 03 02 03 08 04 01 01")
        let nativeSensitive = Hex.literal("01 01 FF 03 02 04 B0")
        let reference = TLV.encode(0x02, key.reference < 0x80 ? [key.reference] : [0x00, key.reference])
        return TLV.encode(
            0x30,
            TLV.encode(0x30, text(label) + isPrivate + rule)
                + TLV.encode(0x30, identifier(key) + usage + nativeSensitive + reference)
                + Hex.literal("A1 0A 30 08 30 02 04 00 02 02 08 00"))
    }

    private static func certificate(_ label: String, _ key: CPS3KeyNumbers, file: UInt16) -> [UInt8] {
        let rules = Hex.literal("30 11 30 06 03 02 07 80 05 00 30 07 03 02 06 40 04 01 01")
        return TLV.encode(
            0x30,
            TLV.encode(0x30, text(label) + isPublic + rules) + TLV.encode(0x30, identifier(key))
                + TLV.encode(0xA1, TLV.encode(0x30, path(file))))
    }

    private static func dataObject(_ label: String, _ flags: [UInt8], _ file: UInt16) -> [UInt8] {
        TLV.encode(
            0x30,
            TLV.encode(0x30, text(label) + flags) + TLV.encode(0x30, text("CPS")) + TLV.encode(0xA1, path(file)))
    }

    /// CKA_ID: the application's name and the number of the key pair.
    private static func identifier(_ key: CPS3KeyNumbers) -> [UInt8] {
        TLV.encode(0x04, CPS3Directory.applicationName + [key.identifier])
    }

    private static func path(_ file: UInt16) -> [UInt8] {
        TLV.encode(0x30, TLV.encode(0x04, [UInt8(file >> 8), UInt8(file & 0xFF)]))
    }

    private static func text(_ value: String) -> [UInt8] {
        TLV.encode(0x0C, Array(value.utf8))
    }
}
