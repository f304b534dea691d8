import SmartCard

/// The bearer templates, tag `65`, of one file in their order (vitale.md 3.3, 3.4).
struct BearerList: Equatable {
    /// The first value of each tag of a template that is used; others are left out.
    typealias Fields = [UInt32: [UInt8]]

    /// One for each template.
    let fields: [Fields]
    /// One past the last template that is not empty: the card may keep room for more people.
    let occupied: Int
    /// The file, and whether the card said that it may be damaged.
    let file: (name: CardFile, isPossiblyCorrupted: Bool)

    /// Cap of vitale.md 3.7.
    private static let maximumBearers = 64
    private static let usedTags: Set<UInt32> = [0x80, 0x81, 0x82, 0x93]

    /// Throws `unreadable` when the file or a template in it is cut, or there are more than 64.
    init(_ contents: TransparentFile, _ name: CardFile) throws(HealthCardError) {
        let list = BERTLV.read(contents.bytes)
        let templates = list.objects.filter { $0.tag == 0x65 }.map(\.children)
        guard !contents.isTooLarge, !list.isTruncated, templates.count <= Self.maximumBearers,
            !templates.contains(where: \.isTruncated)
        else {
            throw .unreadable(field: name.rawValue)
        }
        fields = templates.map { template in
            let used = template.objects.filter { Self.usedTags.contains($0.tag) }
            return Fields(used.map { ($0.tag, $0.value) }) { first, _ in first }
        }
        occupied = (templates.lastIndex { !$0.objects.isEmpty } ?? -1) + 1
        file = (name, contents.isPossiblyCorrupted)
    }

    /// Whether a name or a birth date is in it.
    var holdsIdentities: Bool { fields.contains { $0.isIdentity } }

    /// Whether it says anything of somebody else than the first bearer.
    var holdsDependants: Bool { fields.dropFirst().contains { !$0.isEmpty } }

    /// Element by element.
    static func == (left: BearerList, right: BearerList) -> Bool {
        left.fields == right.fields && left.occupied == right.occupied && left.file == right.file
    }
}

extension BearerList.Fields {
    /// Whether a name or a birth date is among them.
    var isIdentity: Bool { self[0x80] != nil || self[0x81] != nil || self[0x82] != nil }
}
