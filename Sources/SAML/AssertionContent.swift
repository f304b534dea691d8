/// What a professional's assertion says (insi.md 3.1 and 3.3).
public struct AssertionContent: Sendable, Equatable {
    /// One statement about the professional or the place of practice.
    public struct Attribute: Sendable, Equatable {
        /// Name, such as `identifiantFacturation`.
        public let name: String
        /// Plain text value.
        public let value: String

        /// An attribute of that name.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// `_` and a UUID: starts with a letter or `_`, then letters, digits, `-`, `_` and `.` of ASCII.
    public let id: String
    /// UTC with milliseconds: `2022-04-12T15:07:10.065Z`.
    public let issueInstant: String
    /// Subject of the signature certificate as `DistinguishedName.text` spells it (insi.md 3.2).
    public let issuer: String
    /// Type of the card: `CPS`, `CPF`, `CDE-CPE`, `CPA`, or `CPX` when unknown.
    public let nameQualifier: String
    /// Common name of the signature certificate: the professional's national identifier.
    public let nameID: String
    /// At least one attribute, in the order written.
    public let attributes: [Attribute]

    /// Content that is checked when it is drafted.
    public init(
        id: String, issueInstant: String, issuer: String, nameQualifier: String, nameID: String, attributes: [Attribute]
    ) {
        self.id = id
        self.issueInstant = issueInstant
        self.issuer = issuer
        self.nameQualifier = nameQualifier
        self.nameID = nameID
        self.attributes = attributes
    }
}
