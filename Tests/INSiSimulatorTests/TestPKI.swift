import Cryptography
import Foundation
import SAML

/// A private authority, a server and virtual cards, made once.
struct TestPKI: Sendable {
    let authority: Certificate
    let authorityKey: RSAPrivateKey
    let serverPEM: String
    let serverKeyPEM: String
    let card: Card

    /// A signature certificate and its key.
    struct Card: Sendable {
        let certificate: Certificate
        let key: RSAPrivateKey

        /// An assertion signed by the card; what is not given is right.
        func assertion(
            age: TimeInterval = 0, nameID: String = TestPKI.emitter, qualifier: String = "CPS",
            attributes: [AssertionContent.Attribute] = [.init(name: "identifiantFacturation", value: "991130972")]
        ) throws -> SignedAssertion {
            let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            let content = AssertionContent(
                id: "_" + UUID().uuidString.lowercased(),
                issueInstant: Date(timeIntervalSinceNow: -age).formatted(format),
                issuer: "CN=\(nameID),C=FR", nameQualifier: qualifier, nameID: nameID, attributes: attributes)
            let draft = try AssertionDraft(content: content, certificate: certificate)
            return try draft.completed(signature: key.sign(sha256: draft.signedInfoDigest))
        }
    }

    static let emitter = "899900000001"
    static let shared = Result { try TestPKI() }

    private init() throws {
        authorityKey = try RSAPrivateKey.generate(bits: 2048)
        var root = Self.template("Test authority", serial: 1)
        root.isCertificateAuthority = true
        root.keyUsage = [.keyCertSign, .crlSign]
        authority = try CertificateIssuer.selfSigned(root, key: authorityKey)
        let serverKey = try RSAPrivateKey.generate(bits: 2048)
        var server = Self.template("127.0.0.1", serial: 2)
        server.ipAddresses = ["127.0.0.1"]
        server.keyUsage = [.digitalSignature]
        server.extendedKeyUsage = ["1.3.6.1.5.5.7.3.1"]
        serverPEM = try CertificateIssuer.issue(server, for: serverKey.publicKey, by: authority, key: authorityKey).pem
        serverKeyPEM = try serverKey.pem
        card = try Self.card(by: authority, authorityKey, key: RSAPrivateKey.generate(bits: 2048))
    }

    /// A card of that authority, valid from `start` seconds from now on, with that use of its key.
    static func card(
        by authority: Certificate, _ authorityKey: RSAPrivateKey, key: RSAPrivateKey, type: UInt8? = 0,
        profession: UInt8? = nil, start: TimeInterval = -86400, end: TimeInterval = 86400
    ) throws -> Card {
        var template = template(emitter, serial: 3, start: start, end: end)
        template.keyUsage = .nonRepudiation
        template.privateExtensions = [("1.2.250.1.71.1.2.2", type), ("1.2.250.1.71.1.2.7", profession)].compactMap {
            oid, code in code.map { .init(oid: oid, content: [2, 1, $0]) }
        }
        return Card(
            certificate: try CertificateIssuer.issue(template, for: key.publicKey, by: authority, key: authorityKey),
            key: key)
    }

    static func template(
        _ name: String, serial: UInt64, start: TimeInterval = -86400, end: TimeInterval = 86400
    ) -> CertificateTemplate {
        let now = Date().timeIntervalSince1970
        return CertificateTemplate(
            subject: [
                [.init(oid: DistinguishedName.country, value: "FR")],
                [.init(oid: DistinguishedName.commonName, value: name)],
            ],
            serialNumber: serial, notBefore: Int64(now + start), notAfter: Int64(now + end))
    }
}
