/// All files of a virtual Vitale 2 (vitale.md 3.5, 3.6): the two with the bearers, the card file, the certificate, the
/// protected photo, and the tables that tell of them.
struct VitaleTree {
    let files: [VitaleFile]

    init(_ description: VitaleDescription) throws(CardDescriptionError) {
        let listed =
            try Self.bearerFiles(description) + [
                VitaleFile(
                    directory: .vitale, identifier: VitaleFacts.card, listedAs: "EFSYN3  ",
                    content: Self.card(validFrom: description.validFrom)),
                VitaleFile(
                    directory: .vitale, identifier: VitaleFacts.photo, listedAs: "EFSYN4  ",
                    content: [UInt8](repeating: 0, count: 4096), isProtected: true),
                VitaleFile(
                    directory: .vitale, identifier: VitaleFacts.certificate, listedAs: "EFSYN5  ",
                    content: Self.certificate),
            ]
        files =
            listed + [
                VitaleFile(directory: .root, identifier: VitaleFacts.directory, content: Self.directoryFile),
                VitaleFile(
                    directory: .vitale, identifier: VitaleFacts.pointers, content: Self.pointers(to: listed)),
            ]
    }

    func file(_ identifier: UInt16, in directory: VitaleDirectory) -> VitaleFile? {
        files.first { $0.directory == directory && $0.identifier == identifier }
    }

    func file(shortIdentifier: UInt8, in directory: VitaleDirectory) -> VitaleFile? {
        files.first { $0.directory == directory && $0.shortIdentifier == shortIdentifier }
    }

    private static func bearerFiles(_ description: VitaleDescription) throws(CardDescriptionError) -> [VitaleFile] {
        let contents = try VitaleFiles(description)
        let identities = contents.identities.map { content in
            VitaleFile(
                directory: .root, identifier: VitaleFacts.identities,
                shortIdentifier: VitaleFacts.bearersShortIdentifier, listedAs: "EFSYN1  ", content: content,
                isProtected: description.protected.contains(.identity))
        }
        let numbers = contents.numbers.map { content in
            VitaleFile(
                directory: .vitale, identifier: VitaleFacts.numbers,
                shortIdentifier: VitaleFacts.bearersShortIdentifier, listedAs: "EFSYN2  ", content: content,
                isProtected: description.protected.contains(.matricules))
        }
        return [identities, numbers].compactMap { $0 }
    }

    /// Template 66 with the start of validity.
    private static func card(validFrom: String) -> [UInt8] {
        TLV.encode(0x66, TLV.encode(0x80, validFrom.utf8.filter { $0 != UInt8(ascii: "-") }))
    }

    /// A card verifiable certificate in shape only: a signature and a remainder of a key, of constant bytes.
    private static let certificate = TLV.encode(
        0x7F21,
        TLV.encode(0x5F37, [UInt8](repeating: 0xA5, count: 128))
            + TLV.encode(0x5F38, [UInt8](repeating: 0x5A, count: 58)))

    /// EF.DIR of ISO 7816-4: a template with the name of each application.
    private static let directoryFile = VitaleDirectory.allCases.flatMap {
        TLV.encode(0x61, TLV.encode(0x4F, $0.name))
    }

    /// The table of vitale.md 3.6.
    private static func pointers(to files: [VitaleFile]) -> [UInt8] {
        let applications = VitaleDirectory.allCases.flatMap { directory in
            TLV.encode(0x82, VitaleFile.bytes(directory.rawValue) + [0, 0] + directory.name)
        }
        let entries = files.flatMap { file in
            TLV.encode(
                0x80,
                Array((file.listedAs ?? "").utf8) + VitaleFile.bytes(file.directory.rawValue)
                    + VitaleFile.bytes(file.identifier))
        }
        return TLV.encode(0xE0, TLV.encode(0xA0, applications) + entries)
    }
}
