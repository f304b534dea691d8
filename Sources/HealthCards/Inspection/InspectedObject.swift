import SmartCard

/// One data object by its tag and length, with what is inside.
public struct InspectedObject: Equatable, Sendable {
    /// The tag as on the card.
    public let tag: UInt32
    /// Length of the value in bytes.
    public let count: Int
    /// The objects inside a template; empty for a value, and where the walk does not look further.
    public let children: [InspectedObject]

    static let maximumCount = 300
    private static let maximumDepth = 8

    /// Tags that may begin a file or an answer, each with the templates that may stand inside at any depth: only what is
    /// known to hold objects is looked into (vitale.md 3.3 to 3.6, cpx.md 3.2, 3.3, 6.4, ISO 7816-15).
    private static let templates: [UInt32: Set<UInt32>] = {
        let encoded = Set<UInt32>([0x30, 0x31, 0x73]).union(0xA0...0xAF)
        let known: [([UInt32], Set<UInt32>)] = [
            ([0x30, 0x61, 0x62, 0x6F, 0xA0, 0xA1, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8], encoded), ([0xE0], [0xA0]),
            ([0x7F21], [0x7F49, 0x7F4E]), ([0x65, 0x66, 0xE3, 0xE4, 0xEC, 0xED, 0xEE], []),
        ]
        let pairs = known.flatMap { outer, inner in outer.map { ($0, inner) } }
        return Dictionary(pairs) { first, _ in first }
    }()

    /// An object that stands in no other; nil when it is not known to, or is no template of objects throughout.
    init?(outermost object: BERTLV, _ room: inout Int) {
        guard let inner = Self.templates[object.tag], Self.holdsObjects(object) || object == Self.emptyBearer else {
            return nil
        }
        self.init(object, inner.union([object.tag]), depth: 0, &room)
    }

    private init(_ object: BERTLV, _ templates: Set<UInt32>, depth: Int, _ room: inout Int) {
        tag = object.tag
        count = object.value.count
        room -= 1
        var children: [InspectedObject] = []
        if templates.contains(tag), Self.holdsObjects(object), depth < Self.maximumDepth {
            for child in object.children.objects where room > 0 {
                children.append(InspectedObject(child, templates, depth: depth + 1, &room))
            }
        }
        self.children = children
    }

    /// Room for a bearer, which is legal (vitale.md 3.7); any other empty object could be a letter and a zero.
    private static let emptyBearer = BERTLV(tag: 0x65, value: [])

    private static func holdsObjects(_ object: BERTLV) -> Bool {
        let list = object.children
        return !list.isTruncated && !list.objects.isEmpty
    }

    /// Tag in hexadecimal and length in decimal, then the same of what is inside.
    func lines(_ depth: Int) -> [String] {
        let digits = String(tag, radix: 16, uppercase: true)
        let line = String(repeating: "  ", count: depth) + (digits.count % 2 == 0 ? "" : "0") + digits + " \(count)"
        return [line] + children.flatMap { $0.lines(depth + 1) }
    }
}
