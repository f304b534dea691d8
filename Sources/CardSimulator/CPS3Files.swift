/// All files of a virtual CPS3 (cpx.md 9.4). File identifiers other than EF.ATR, EF.DIR, EF.SN, ODF, TokenInfo, AODF, CDF
/// and A001 are weak: a reader has to find them through ODF and its tables, as on a real card.
struct CPS3Files {
    let root: [CPS3File]
    let application: [CPS3File]

    init(_ holder: ProfessionalDescription, signatureCertificate: [UInt8], authenticationCertificate: [UInt8]) {
        root = [
            CPS3File(0x2F01, short: 0x1D, access: .issuerUpdates, CPS3Objects.answerToReset),
            CPS3File(0x2F00, short: 0x1E, access: .issuerUpdates, CPS3Objects.directory),
            CPS3File(0xD003, short: 0x1C, CPS3Holder.serialNumber(holder)),
        ]
        application = [
            CPS3File(0x5031, CPS3Objects.objectDirectory),
            CPS3File(0x5032, CPS3Objects.tokenInfo(holder)),
            CPS3File(0x7001, CPS3Objects.codes),
            CPS3File(0x7002, CPS3Objects.privateKeys),
            CPS3File(0x7005, CPS3Objects.certificates),
            CPS3File(0x7006, CPS3Objects.dataObjects),
            CPS3File(0xA001, signatureCertificate),
            CPS3File(0xA002, authenticationCertificate),
            CPS3File(0xD104, CPS3Holder.card(holder)),
            CPS3File(0xD105, CPS3Holder.name(holder)),
            CPS3File(0xD106, CPS3Holder.profession(holder)),
            CPS3File(0xD107, CPS3Holder.freeArea),
            CPS3File(0xD120, access: .readWithPIN, CPS3Holder.activity(holder)),
        ]
    }

    /// The files right below a directory.
    func files(in directory: CPS3Directory) -> [CPS3File] {
        directory == .root ? root : application
    }
}
