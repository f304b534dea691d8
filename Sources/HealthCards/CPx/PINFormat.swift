import SmartCard

/// How a card wants its PIN or PUK: from its own directory of PINs (cpx.md 3.3, 4).
struct PINFormat: Equatable, Sendable {
    /// P2 of VERIFY.
    let reference: UInt8
    /// Permitted numbers of digits.
    let lengths: ClosedRange<Int>
    /// Number of bytes presented.
    let storedLength: Int
    /// What fills them up.
    let padding: UInt8

    init(reference: UInt8, lengths: ClosedRange<Int>, storedLength: Int, padding: UInt8) {
        self.reference = reference
        self.lengths = lengths
        self.storedLength = storedLength
        self.padding = padding
    }

    /// PIN attributes: minimum, stored and maximum length as INTEGERs, `[0]` reference, padding character as OCTET STRING,
    /// which may be missing when there is nothing to fill up. Nil when they make no sense for 4 to 8 digits.
    init?(_ attributes: BERTLV) {
        let list = attributes.children
        let numbers = list.objects.filter { $0.tag == 0x02 }.compactMap { $0.value.count == 1 ? Int($0.value[0]) : nil }
        guard numbers.count == 3, let reference = list.first(0x80)?.value, reference.count == 1 else { return nil }
        let (minimum, stored, maximum) = (numbers[0], numbers[1], numbers[2])
        guard 4 <= minimum, minimum <= maximum, maximum <= stored, stored <= 16 else { return nil }
        let padding = list.first(0x04)?.value ?? (minimum == stored ? [0xFF] : [])
        guard padding.count == 1 else { return nil }
        self.init(reference: reference[0], lengths: minimum...maximum, storedLength: stored, padding: padding[0])
    }
}
