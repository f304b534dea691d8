public import Cryptography

/// What a verified assertion says, read from the octets that were digested.
public struct VerifiedAssertion: Sendable, Equatable {
    /// The signed content.
    public let content: AssertionContent
    /// The certificate that signed; trusted only when the verifier had a trust store.
    public let certificate: Certificate

    /// `_` and a UUID.
    public var id: String { content.id }
    /// UTC with milliseconds: `2022-04-12T15:07:10.065Z`.
    public var issueInstant: String { content.issueInstant }
    /// Subject of the certificate in the issuer's spelling.
    public var issuer: String { content.issuer }
    /// Type of the card, such as `CPS`.
    public var nameQualifier: String { content.nameQualifier }
    /// The professional's national identifier.
    public var nameID: String { content.nameID }
    /// The attributes in document order.
    public var attributes: [AssertionContent.Attribute] { content.attributes }
}
