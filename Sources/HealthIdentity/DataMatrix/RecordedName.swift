/// A birth name or a list of given names as INSi returned it, in the alphabet of the Data Matrix: printed as it came, never
/// brought into form.
public struct RecordedName: Hashable, Sendable {
    /// `A` to `Z`, space, `'` and `-`; 1 to 100 of them.
    public let text: String

    /// Accepts the name or says why INSi cannot have returned it: lower case and accents too; positions count bytes.
    public init(_ text: String) throws(NameFault) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .length }
        if let foreign = bytes.firstIndex(where: { !Self.isLetter($0) && !Self.signs.contains($0) }) {
            throw .character(position: foreign + 1)
        }
        guard bytes.count <= 100 else { throw .length }
        guard bytes.first != 0x20, bytes.last != 0x20 else { throw .edge }
        guard bytes.contains(where: Self.isLetter) else { throw .noLetter }
        self.text = text
    }

    private static let signs: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "'"), UInt8(ascii: "-")]

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
