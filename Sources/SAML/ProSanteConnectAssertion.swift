import XML

/// The professional's assertion of the Pro Santé Connect mode: the usual skeleton without signature (insi.md 3.7).
///
/// Ready, and without use: no public source says how the token of Pro Santé Connect reaches the service.
public struct ProSanteConnectAssertion: Sendable, Equatable, CustomStringConvertible {
    /// Its `ID`.
    public let id: String
    /// The element in UTF-8, without XML declaration.
    public let octets: [UInt8]

    /// Writes the assertion. `issuer` has no public rule; `attributes` are `codeSpecialiteAMO`, `identifiantFacturation` and
    /// `gipProfessionCode` when the professional has several professions.
    public init(
        id: String, issueInstant: String, issuer: String, nationalId: String, attributes: [AssertionContent.Attribute]
    ) throws(SAMLError) {
        guard !nationalId.isEmpty else { throw .malformed(what: "NameID") }
        guard IssueInstant.seconds(issueInstant) != nil else { throw .malformed(what: "IssueInstant") }
        guard !attributes.isEmpty else { throw .malformed(what: "AttributeStatement") }
        let content = AssertionContent(
            id: id, issueInstant: issueInstant, issuer: issuer, nameQualifier: "PSC", nameID: nationalId,
            attributes: attributes)
        octets = try xml { () throws(XMLError) in try AssertionWriter.octets(content, signature: nil) }
        self.id = id
    }

    /// The `ID` only: the rest names a person.
    public var description: String { "ProSanteConnectAssertion(\(id))" }
}
