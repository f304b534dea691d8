import SmartCard

/// EF `2001` of the VITALE application, "POINTERS": the card's own table of its applications and files (vitale.md 3.6).
///
/// Only from one public tool, so it is not relied upon where the published exchange works.
struct VitalePointers: Equatable {
    /// An application by the name to select it with.
    struct Application: Equatable {
        let name: [UInt8]
        /// Identifiers of its files, two bytes each.
        let files: [[UInt8]]
    }

    /// At most 8, with at most 64 files together; what is malformed is left out.
    let applications: [Application]

    static let maximumApplications = 8
    static let maximumFiles = 64

    /// Nil when the bytes are no such table.
    init?(_ bytes: [UInt8]) {
        guard let table = BERTLV.read(bytes).first(0xE0) else { return nil }
        let files = table.children.objects.filter { $0.tag == 0x80 && $0.value.count == 12 }
            .prefix(Self.maximumFiles).map { (key: $0.value[8..<10], identifier: Array($0.value[10..<12])) }
        let entries = (table.first(0xA0)?.children.objects ?? [])
            .filter { $0.tag == 0x82 && (9...20).contains($0.value.count) }.prefix(Self.maximumApplications)
        var claimed: Set<ArraySlice<UInt8>> = []
        applications = entries.filter { claimed.insert($0.value.prefix(2)).inserted }.map { entry in
            let own = files.filter { $0.key.elementsEqual(entry.value.prefix(2)) }
            return Application(name: Array(entry.value.dropFirst(4)), files: own.map(\.identifier))
        }
    }

    /// SELECT of the table, in the VITALE application.
    static let selection = selection(of: [0x20, 0x01])

    /// SELECT of a file in the current application.
    static func selection(of identifier: [UInt8]) -> CommandAPDU {
        CommandAPDU(0x00, 0xA4, 0x02, 0x00, data: identifier)
    }

    /// SELECT of an application by its name.
    static func selection(ofApplication name: [UInt8]) -> CommandAPDU {
        CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: name)
    }
}
