/// All files of a virtual professional card (cpx.md 9.4). File identifiers other than EF.ATR, EF.DIR, EF.SN, ODF, TokenInfo,
/// AODF, CDF, CPS_DATA, the situations and A001 are weak: a reader has to find them through ODF and its tables, as on a
/// real card.
struct CPS3Files {
    let root: [CPS3File]
    let application: [CPS3File]

    /// Weak: that a CPS4 has no EF.ATR and no short identifiers; nobody is known to ask for them (cpx.md 3.8, 11.8).
    init(
        _ holder: ProfessionalDescription, _ generation: ProfessionalDescription.Generation,
        signatureCertificate: [UInt8], authenticationCertificate: [UInt8]
    ) {
        switch generation {
        case .cps3:
            root = [
                CPS3File(0x2F01, short: 0x1D, access: .issuerUpdates, CPS3Objects.answerToReset),
                CPS3File(0x2F00, short: 0x1E, access: .issuerUpdates, CPS3Objects.directory),
                CPS3File(0xD003, short: 0x1C, CPS3Holder.serialNumber(holder)),
            ]
        case .cps4:
            root = [
                CPS3File(0x2F00, access: .issuerUpdates, CPS3Objects.directory),
                CPS3File(0xD003, CPS3Holder.serialNumber(holder)),
            ]
        }
        application =
            [
                CPS3File(0x5031, CPS3Objects.objectDirectory),
                CPS3File(0x5032, CPS3TokenInfo.encode(holder, generation)),
                CPS3File(0x7001, CPS3Objects.codes(holder)),
                CPS3File(0x7002, CPS3Objects.privateKeys(generation)),
                CPS3File(0x7005, CPS3Objects.certificates(generation)),
                CPS3File(0x7006, CPS3Objects.dataObjects(holder)),
                CPS3File(0xA001, signatureCertificate),
                CPS3File(0xA002, authenticationCertificate),
                CPS3File(0xD104, CPS3Holder.card(holder)),
                CPS3File(0xD105, CPS3Holder.name(holder)),
                CPS3File(0xD106, CPS3Holder.profession(holder)),
                CPS3File(0xD107, CPS3Holder.freeArea),
            ]
            + holder.numberedSituations.map { index, situation in
                CPS3File(
                    Self.situation(index), access: .readWithPIN, CPS3Holder.activity(situation, holder))
            }
    }

    /// Identifier of the file of a situation: D120 for the first, D12F for the sixteenth.
    static func situation(_ index: Int) -> UInt16 { 0xD11F + UInt16(index) }

    /// The files right below a directory.
    func files(in directory: CPS3Directory) -> [CPS3File] {
        directory == .root ? root : application
    }
}
