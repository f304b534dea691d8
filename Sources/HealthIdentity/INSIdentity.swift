/// A national health identity as the service returned it: kept unchanged, key and history included (insi.md 4, 6.5).
public struct INSIdentity: Equatable, Sendable, Codable {
    /// The active INS.
    public let active: INSNumber
    /// Earlier INS numbers in the order received; dates may be absent or incoherent (insi.md 4.3).
    public let history: [FormerINS]
    /// The identity traits of the civil record.
    public let traits: PatientTraits

    /// An identity from its parts.
    public init(active: INSNumber, history: [FormerINS], traits: PatientTraits) {
        self.active = active
        self.history = history
        self.traits = traits
    }
}

/// One INS number: matricule, key as received, assigning authority.
public struct INSNumber: Equatable, Sendable, Codable {
    /// The 13 characters.
    public let matricule: Matricule
    /// The key as received; computed by us when the service sent none.
    public let key: String
    /// The OID of the assigning authority, dotted.
    public let oid: String
    /// Whether the service sent no key, so that nothing vouches for the number's digits.
    public let isKeyComputed: Bool
    /// `TypeMatricule` as received; rarely there.
    public let type: String?

    /// A number from its parts; a nil `key` is computed.
    public init(matricule: Matricule, key: String?, oid: String, type: String? = nil) {
        self.matricule = matricule
        self.key = key ?? matricule.key
        isKeyComputed = key == nil
        self.oid = oid
        self.type = type
    }

    /// Whether the key is the one that the number demands. Test injections hold wrong ones (insi.md 4.3).
    public var hasCoherentKey: Bool { key == matricule.key }

    /// Whether the OID is that of test or demonstration numbers (insi.md 6.7). The test platform itself answers with the OID of
    /// production.
    public var isTest: Bool { ["1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.11"].contains(oid) }

    /// What the OID says about the number.
    public var kind: INSKind? { INSKind(oid: oid) }
}

/// NIR or NIA, by OID (insi.md 6.7).
public enum INSKind: String, Equatable, Sendable {
    /// Lasting number.
    case nir = "NIR"
    /// Temporary number, to be asked again later.
    case nia = "NIA"

    /// The kind that an OID announces; nil for an unknown authority.
    public init?(oid: String) {
        switch oid {
        case "1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.11": self = .nir
        case "1.2.250.1.213.1.4.9": self = .nia
        default: return nil
        }
    }
}
