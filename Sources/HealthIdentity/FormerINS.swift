/// An earlier INS number as the service returned it (INSHISTO): every part may be absent or wrong, and is kept as it came
/// (insi.md 4.3).
public struct FormerINS: Equatable, Sendable, Codable {
    /// `NumIdentifiant`, whatever its form.
    public let matricule: String?
    /// `Cle`, fitting or not.
    public let key: String?
    /// The OID of the assigning authority.
    public let oid: String?
    /// `TypeMatricule`.
    public let type: String?
    /// First day of validity.
    public let from: String?
    /// Last day of validity; may lie before the first.
    public let until: String?

    /// A number from its parts.
    public init(
        matricule: String?, key: String? = nil, oid: String? = nil, type: String? = nil, from: String? = nil,
        until: String? = nil
    ) {
        self.matricule = matricule
        self.key = key
        self.oid = oid
        self.type = type
        self.from = from
        self.until = until
    }
}
