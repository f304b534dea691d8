/// What the assertion says of the place of practice (insi.md 3.3).
public struct Billing: Equatable, Sendable {
    /// `identifiantFacturation`: AM number of a liberal practitioner, geographic FINESS (else SIRET) of an establishment.
    public let identifier: String
    /// `codeSpecialiteAMO`, two digits, mandatory for physicians; not the card's `SMxx`.
    public let speciality: String?

    /// An entry from its parts.
    public init(identifier: String, speciality: String? = nil) {
        self.identifier = identifier
        self.speciality = speciality
    }

    /// Reads `991130972` or `991130972 01`: 1 to 33 characters, then a space and two digits; nil for anything else.
    public init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard let identifier = words.first, words.count <= 2, identifier.count <= 33,
            identifier.allSatisfy({ !$0.isWhitespace })
        else { return nil }
        let speciality = words.dropFirst().first
        guard speciality.map(Self.isSpeciality) ?? true else { return nil }
        self.init(identifier: identifier, speciality: speciality)
    }

    private static func isSpeciality(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
