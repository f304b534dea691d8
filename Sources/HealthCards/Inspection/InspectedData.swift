import SmartCard

/// The shape of data that a card gave, without any value.
public struct InspectedData: Equatable, Sendable {
    /// How many bytes.
    public let count: Int
    /// The objects in it; empty when it has no structure that we know.
    public let objects: [InspectedObject]
    /// Whether padding follows the objects.
    public let isPadded: Bool

    /// Looks for objects; data that is not made of known ones to its last byte or its padding is plain data, whose bytes
    /// would otherwise be printed as tags.
    init(_ bytes: [UInt8]) {
        count = bytes.count
        let list = BERTLV.read(bytes)
        var room = InspectedObject.maximumCount
        let outer = list.objects.compactMap { InspectedObject(outermost: $0, &room) }
        let isKnown = !list.isTruncated && outer.count == list.objects.count
        objects = isKnown ? outer : []
        isPadded = isKnown && !outer.isEmpty && list.isPadded
    }

    /// What goes behind the status word.
    var summary: String {
        guard count > 0 else { return "" }
        return ", \(count) bytes" + (objects.isEmpty ? " without known structure" : isPadded ? " with padding" : "")
    }
}
