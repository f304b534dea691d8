/// One BER-TLV data object (ISO 7816-4 §5.2.2, tags of one to three bytes).
///
/// Reading never traps and never trusts a length: a value longer than what is left ends the list, which then says that it
/// was truncated (vitale.md 3.7).
public struct BERTLV: Equatable, Sendable {
    /// The tag as written, `0x65`, `0x7F21` or `0xBF8101`.
    public let tag: UInt32
    /// The value; it may hold further objects if the tag is constructed.
    public let value: [UInt8]

    /// An object from its parts.
    public init(tag: UInt32, value: [UInt8]) {
        self.tag = tag
        self.value = value
    }

    /// Whether the value holds objects: bit 6 of the first tag byte.
    public var isConstructed: Bool {
        (tag > 0xFFFF ? tag >> 16 : tag > 0xFF ? tag >> 8 : tag) & 0x20 != 0
    }

    /// The objects inside the value; empty for a primitive tag.
    public var children: List {
        isConstructed ? BERTLV.read(value) : List(objects: [], isTruncated: false, isPadded: false)
    }

    /// The first object of that tag among `children`.
    public func first(_ tag: UInt32) -> BERTLV? {
        children.objects.first { $0.tag == tag }
    }

    /// What could be read from a run of bytes.
    public struct List: Equatable, Sendable {
        /// The objects read, in order.
        public let objects: [BERTLV]
        /// True when the bytes ended inside an object, which is then left out.
        public let isTruncated: Bool
        /// True when the objects ended at padding, before the bytes did.
        public let isPadded: Bool

        /// The first object of that tag.
        public func first(_ tag: UInt32) -> BERTLV? {
            objects.first { $0.tag == tag }
        }
    }

    /// Reads objects until the bytes end or padding begins: a `00` or `FF` where a tag is expected.
    public static func read(_ bytes: [UInt8]) -> List {
        var reader = BERReader(bytes)
        var objects: [BERTLV] = []
        while let tag = reader.tag() {
            guard let count = reader.length(), let value = reader.take(count) else {
                return List(objects: objects, isTruncated: true, isPadded: false)
            }
            objects.append(BERTLV(tag: tag, value: value))
        }
        return List(objects: objects, isTruncated: reader.isTruncated, isPadded: reader.isPadded)
    }
}
