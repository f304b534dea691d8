/// Compares a name of the free reading with one of the official libraries, which may be cut, padded or spelled otherwise.
enum OfficialNames {
    /// A shorter name than this is never taken for a cut one.
    private static let shortestCut = 3

    /// Whether both spell one name: letters only, without case and accents, one perhaps cut (no rule of cutting is
    /// known, vitale.md 10). Nil when one of them holds no letter, so that nothing can be said.
    static func agree(_ one: String, _ other: String) -> Bool? {
        let letters = [fold(one), fold(other)].sorted { $0.count < $1.count }
        guard let short = letters.first, let long = letters.last, !short.isEmpty else { return nil }
        return short == long || (short.count >= shortestCut && long.starts(with: short))
    }

    /// The basic letters of a Latin-1 text, in upper case.
    private static func fold(_ name: String) -> [UInt8] {
        name.unicodeScalars.flatMap { scalar -> [UInt8] in
            switch scalar.value {
            case 0x41...0x5A: [UInt8(truncatingIfNeeded: scalar.value)]
            case 0x61...0x7A: [UInt8(truncatingIfNeeded: scalar.value - 0x20)]
            case 0xC6, 0xE6: Array("AE".utf8)
            case 0xDF: Array("SS".utf8)
            case 0xC0...0xFF: base(of: scalar.value)
            default: []
            }
        }
    }

    /// The letter under the accent, for À to ÿ; nothing for the two that are no letters.
    private static func base(of scalar: UInt32) -> [UInt8] {
        let bases = Array("AAAAAA-CEEEEIIIIDNOOOOO-OUUUUYT-".utf8)
        let letter = scalar == 0xFF ? UInt8(ascii: "Y") : bases[Int(scalar & 0x1F)]
        return letter == UInt8(ascii: "-") ? [] : [letter]
    }
}
