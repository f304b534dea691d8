public import SmartCard

/// One place and way of practice of the professional, `CPS_ACTIVITY_nn_PS` (cpx.md 6.4). Fields may be missing.
public struct PracticeSituation: Equatable, Sendable {
    /// The number in the object's label, 1 to 99; numbers may be skipped.
    public let index: Int
    /// Way of practice, table G17: 0 self-employed, 1 salaried, 4 substitute, 7 unpaid.
    public let mode: UInt8?
    /// Name of the structure.
    public let name: String?
    /// National identifier of the structure; the first character is its type, table G07.
    public let structureId: String?
    /// Sector of activity, four characters of table R02, e.g. `SA07`.
    public let sector: String?
    /// Fields whose meaning is not known, as they came.
    public let unknownTags: [BERTLV]

    /// Reads a situation's file; nil when it holds none, as one that is blank.
    init?(index: Int, _ bytes: [UInt8]) {
        guard let template = BERTLV.read(bytes).first(0xEE) else { return nil }
        let text = { (tag: UInt32) in (template.first(tag)?.value).flatMap(CPxText.decode) }
        self.index = index
        mode = template.first(0x80).flatMap { $0.value.count == 1 ? $0.value[0] : nil }
        name = text(0x84)
        structureId = text(0x85)
        sector = text(0x86)
        unknownTags = template.children.objects.filter { !Self.knownTags.contains($0.tag) }
    }

    /// Beside the fields above: specialisation and pharmacists' table.
    private static let knownTags: Set<UInt32> = [0x80, 0x81, 0x82, 0x84, 0x85, 0x86]

    /// Where a situation is on the card.
    struct File: Equatable, Sendable {
        let index: Int
        let path: [UInt8]

        /// The situations among the card's data objects, by number.
        static func all(among objects: [PKCS15.DataObject]) -> [File] {
            objects.compactMap { object in index(object.label).map { File(index: $0, path: object.path) } }
                .sorted { $0.index < $1.index }
        }

        /// The number of `CPS_ACTIVITY_nn_PS`.
        private static func index(_ label: String) -> Int? {
            let parts = label.split(separator: "_", omittingEmptySubsequences: false)
            guard parts.count == 4, parts[0] == "CPS", parts[1] == "ACTIVITY", parts[3] == "PS", parts[2].count == 2,
                parts[2].utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return Int(parts[2])
        }
    }
}
