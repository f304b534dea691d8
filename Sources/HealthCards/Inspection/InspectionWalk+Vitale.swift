import SmartCard

extension InspectionWalk {
    /// The published files, those known under the root, then all that the card's own table leads to (vitale.md 3.2, 3.6).
    mutating func walkVitale(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) {
        if try selectRoot(channel) {
            _ = try read(channel, "SFI 2 of MF", shortIdentifier: 2)
            for (identifier, name) in [([0x2F, 0x00], "2F00 of MF"), ([0x2F, 0x02], "2F02 of MF")]
                as [([UInt8], String)]
            {
                _ = try file(channel, VitalePointers.selection(of: identifier), name)
            }
        }
        guard try select(channel, CardCatalog.vitaleApplication, "SELECT VITALE") else { return }
        _ = try read(channel, "SFI 2 of VITALE", shortIdentifier: 2)
        let table = try file(channel, VitalePointers.selection, "2001 of VITALE")
        for (index, application) in (VitalePointers(table)?.applications ?? []).enumerated() {
            try walk(channel, application, "application \(index + 1)")
        }
    }

    private mutating func selectRoot(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> Bool {
        for (selection, way) in zip(VitaleReading.rootSelections, ["", " by name", " without template"]) {
            if try select(channel, selection, "SELECT MF" + way) { return true }
        }
        return false
    }

    private mutating func walk(
        _ channel: borrowing any CardChannel & ~Copyable, _ application: VitalePointers.Application, _ name: String
    ) throws(HealthCardError) {
        let known = Self.knownApplications.first { $0.name == application.name }.map { " (\($0.label))" } ?? ""
        let selection = VitalePointers.selection(ofApplication: application.name)
        guard try select(channel, selection, "SELECT \(name)\(known)") else { return }
        for (index, identifier) in application.files.enumerated() {
            _ = try file(channel, VitalePointers.selection(of: identifier), "file \(index + 1) of \(name)")
        }
    }

    /// vitale.md 2.2.
    private static let knownApplications: [(name: [UInt8], label: String)] = [
        (VitaleReading.rootSelections[1].data, "MF_VITALE"), (CardCatalog.vitaleApplication.data, "VITALE"),
        (
            [0xE8, 0x28, 0xBD, 0x08, 0x0F, 0xD2, 0x50, 0x00, 0x00, 0x04, 0x41, 0x64, 0xE8, 0x6C, 0x65],
            "Adèle, cryptographic information"
        ),
        ([0xD2, 0x50, 0x00, 0x00, 0x04, 0x41, 0x64, 0xE8, 0x6C, 0x65, 0x01, 0x01], "Adèle"),
    ]
}
