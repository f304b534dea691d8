/// EF.TokenInfo of a virtual professional card (cpx.md 3.3, 9.4).
enum CPS3TokenInfo {
    /// Serial number, label with the card's number, and what the chip can compute.
    static func encode(
        _ holder: ProfessionalDescription, _ generation: ProfessionalDescription.Generation
    ) -> [UInt8] {
        let isCPS3 = generation == .cps3
        let label = (isCPS3 ? "CPS3v3-" : "CPS4v1-") + holder.cardNumber
        return TLV.encode(
            0x30,
            [0x02, 0x01, 0x00] + TLV.encode(0x04, CPS3Holder.chipNumber(holder).suffix(8))
                + TLV.encode(0x0C, Array("ASIP SANTE".utf8)) + TLV.encode(0x80, Array(label.utf8))
                + [0x03, 0x02, 0x05, 0x60] + TLV.encode(0xA2, isCPS3 ? algorithms : signatureAlgorithms)
                + TLV.encode(0x18, Array("20100316110000Z".utf8)))
    }

    /// The six algorithms of a real CPS3.
    private static let algorithms = Hex.literal(
        """
        30 17 02 01 01 02 02 02 20 05 00 03 02 01 02 06 05 2B 0E 03 02 1A 02 01 10 \
        30 1B 02 01 02 02 02 02 50 05 00 03 02 01 02 06 09 60 86 48 01 65 03 04 02 01 02 01 40 \
        30 1A 02 01 03 02 01 06 05 00 03 02 06 40 06 09 2A 86 48 86 F7 0D 01 01 05 02 01 12 \
        30 1A 02 01 04 02 01 40 05 00 03 02 06 40 06 09 2A 86 48 86 F7 0D 01 01 0B 02 01 42 \
        30 1A 02 01 05 02 01 01 05 00 03 02 06 40 06 09 2A 86 48 86 F7 0D 01 01 01 02 01 02 \
        30 1A 02 01 06 02 01 01 05 00 03 02 03 08 06 09 2A 86 48 86 F7 0D 01 01 01 02 01 1A
        """)

    /// Weak: the list of a real CPS4 is not published. RSA with SHA-1 and with SHA-256, by the references of MSE SET.
    private static let signatureAlgorithms = Hex.literal(
        """
        30 1A 02 01 01 02 01 06 05 00 03 02 06 40 06 09 2A 86 48 86 F7 0D 01 01 05 02 01 0A \
        30 1A 02 01 02 02 01 40 05 00 03 02 06 40 06 09 2A 86 48 86 F7 0D 01 01 0B 02 01 28
        """)
}
