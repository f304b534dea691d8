import Cryptography

/// Who called, as far as the transport tells (insi.md 1.6).
enum Caller: Equatable, Sendable {
    /// CPx mode: the assertion tells it.
    case professional
    /// Mutual TLS: the certificate tells it.
    case software(ClientIdentity)
}

/// What the certificate of a calling software says (insi.md 1.5).
struct ClientIdentity: Equatable, Sendable {
    /// The role.
    let commonName: String
    /// Identifier of the structure.
    let organisationalUnit: String

    init(commonName: String, organisationalUnit: String) {
        self.commonName = commonName
        self.organisationalUnit = organisationalUnit
    }

    init(_ certificate: Certificate) {
        self.init(
            commonName: certificate.subject.first(DistinguishedName.commonName) ?? "",
            organisationalUnit: certificate.subject.first(DistinguishedName.organisationalUnit) ?? "")
    }

    /// Whether this role may call at all: exactly one of the two names.
    var mayCall: Bool { commonName == "INSI-AUTO" || commonName == "INSI-MANU" }
}
