import Cryptography
import SAML

/// A private authority and one professional's signature key, instead of a card.
struct TestSigner {
    static let shared = Result { try TestSigner() }

    /// 2023-11-14 to 2027-01-15.
    static let start: Int64 = 1_700_000_000
    static let end: Int64 = 1_800_000_000
    static let now = "2024-05-06T07:08:09.010Z"

    let authority: Certificate
    let key: RSAPrivateKey
    let certificate: Certificate
    /// The same key, certified for authentication.
    let authenticationCertificate: Certificate

    var trust: TrustStore { TrustStore(anchors: [authority]) }

    var content: AssertionContent { content() }

    init() throws {
        let authorityKey = try RSAPrivateKey.generate(bits: 2048)
        var root = Self.template([[.init(oid: DistinguishedName.commonName, value: "TEST AC")]])
        root.isCertificateAuthority = true
        root.keyUsage = [.keyCertSign]
        let authority = try CertificateIssuer.selfSigned(root, key: authorityKey)
        let key = try RSAPrivateKey.generate(bits: 2048)
        let issue = { (usage: KeyUsage) throws(CryptoError) -> Certificate in
            var leaf = Self.template(Self.professional)
            leaf.keyUsage = usage
            return try CertificateIssuer.issue(leaf, for: key.publicKey, by: authority, key: authorityKey)
        }
        self.authority = authority
        self.key = key
        certificate = try issue([.nonRepudiation])
        authenticationCertificate = try issue([.digitalSignature])
    }

    func content(
        id: String = "_0a1b2c3d-0000-4000-8000-0123456789ab", issueInstant: String = now, qualifier: String = "CPS",
        attributes: [AssertionContent.Attribute] = [
            .init(name: "identifiantFacturation", value: "991130972"), .init(name: "secteurActivite", value: "SA07"),
        ]
    ) -> AssertionContent {
        AssertionContent(
            id: id, issueInstant: issueInstant, issuer: certificate.subject.text, nameQualifier: qualifier,
            nameID: "899700000001", attributes: attributes)
    }

    func signed(_ content: AssertionContent? = nil) throws -> SignedAssertion {
        let draft = try AssertionDraft(content: content ?? self.content, certificate: certificate)
        return try draft.completed(signature: key.sign(sha256: draft.signedInfoDigest))
    }

    private static let professional: [[DistinguishedName.Attribute]] = [
        [.init(oid: DistinguishedName.country, value: "FR")],
        [.init(oid: DistinguishedName.title, value: "Médecin")],
        [
            .init(oid: DistinguishedName.givenName, value: "ÉLODIE"),
            .init(oid: DistinguishedName.surname, value: "ESSAI & <FILS>"),
            .init(oid: DistinguishedName.commonName, value: "899700000001"),
        ],
    ]

    private static func template(_ subject: [[DistinguishedName.Attribute]]) -> CertificateTemplate {
        CertificateTemplate(subject: subject, serialNumber: 7, notBefore: start, notAfter: end)
    }
}
