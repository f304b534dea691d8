import Foundation
import Testing

@testable import Cryptography

@Suite struct PKCS12Tests {
    private let authority: TestAuthority
    private let tool: OpenSSLTool
    private let secret = Array("s€cret".utf8)

    init() throws {
        authority = try TestAuthority.shared.get()
        tool = try OpenSSLTool()
    }

    private func file(chain: [Certificate]? = nil, legacy: Bool = false, passphrase: [UInt8]? = nil) throws -> [UInt8] {
        try PKCS12Writer.encode(
            certificate: authority.leaf, chain: chain ?? [authority.certificate], key: authority.leafKey,
            passphrase: passphrase ?? secret, legacy: legacy)
    }

    /// What `openssl pkcs12 -export` makes of the leaf, its key and the authority.
    private func exported(_ options: [String], passphrase: String = "secret") throws -> [UInt8] {
        let input = try tool.file(authority.leafKey.pem + authority.leaf.pem + authority.certificate.pem)
        let output = tool.path("exported.p12")
        try tool.run(["pkcs12", "-export", "-in", input, "-out", output, "-passout", "pass:" + passphrase] + options)
        return try tool.contents(output)
    }

    private func expectWhole(_ store: PKCS12) throws {
        #expect(store.certificate == authority.leaf)
        #expect(store.chain == [authority.certificate])
        let pem = store.withKeyPEM { span in String(decoding: span.indices.map { span[$0] }, as: UTF8.self) }
        #expect(pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(try RSAPrivateKey(pem: pem).publicKey == authority.leafKey.publicKey)
    }

    @Test(arguments: [false, true]) func `what is written opens, old or new`(_ legacy: Bool) throws {
        try expectWhole(PKCS12(file(legacy: legacy), passphrase: secret))
    }

    @Test(
        arguments: [
            [], ["-legacy"], ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"],
            ["-nomac"], ["-legacy", "-nomac"], ["-certpbe", "NONE", "-keypbe", "NONE"],
        ]) func `what openssl exports opens`(_ options: [String]) throws
    {
        try expectWhole(PKCS12(exported(options), passphrase: Array("secret".utf8)))
    }

    @Test(arguments: [[], ["-legacy"], ["-nomac"]]) func `an empty passphrase opens what has an empty one`(
        _ options: [String]
    ) throws {
        let file = try exported(options, passphrase: "")
        try expectWhole(PKCS12(file, passphrase: []))
        #expect(throws: CryptoError.wrongPassphrase) { try PKCS12(file, passphrase: secret) }
    }

    @Test(arguments: [false, true]) func `openssl opens what is written`(_ legacy: Bool) throws {
        let path = try tool.file(file(legacy: legacy, passphrase: Array("secret".utf8)))
        let options = legacy ? ["-legacy"] : []
        try tool.run(
            ["pkcs12", "-in", path, "-passin", "pass:secret", "-nodes", "-out", tool.path("out.pem")] + options)
        #expect(try Certificate.list(tool.contents(tool.path("out.pem"))) == [authority.leaf, authority.certificate])
    }

    @Test func `the chain keeps the order of the file`() throws {
        let other = try CertificateIssuer.selfSigned(
            TestAuthority.authorityTemplate(name: "OTHER"), key: authority.key)
        for chain in [[authority.certificate, other], [other, authority.certificate], []] {
            #expect(try PKCS12(file(chain: chain), passphrase: secret).chain == chain)
        }
    }

    @Test(arguments: [[], ["-legacy"], ["-nomac"], ["-legacy", "-nomac"]]) func `another passphrase is wrong`(
        _ options: [String]
    ) throws {
        let file = try exported(options)
        for passphrase in ["", "Secret", "secret ", "secret\n", "secret\0"] {
            #expect(throws: CryptoError.wrongPassphrase) { try PKCS12(file, passphrase: Array(passphrase.utf8)) }
        }
    }

    @Test func `anything else is no PKCS#12 file`() throws {
        let file = try file()
        let others = [[], Array("text".utf8), authority.leaf.der, Array(file.dropLast()), file + [0]]
        for other in others {
            #expect(throws: CryptoError.malformed(what: "PKCS12")) { try PKCS12(other, passphrase: secret) }
        }
    }

    @Test func `a changed byte never opens`() throws {
        let file = try file()
        for index in stride(from: 0, to: file.count, by: 37) {
            var changed = file
            changed[index] ^= 0x10
            guard let store = try? PKCS12(changed, passphrase: secret) else { continue }
            try expectWhole(store)
        }
    }

    @Test func `a file without key, and one whose certificate is another's`() throws {
        #expect(throws: CryptoError.malformed(what: "PKCS12 key")) {
            try PKCS12(exported(["-nokeys"]), passphrase: Array("secret".utf8))
        }
        let path = tool.path("keyOnly.p12")
        try tool.run([
            "pkcs12", "-export", "-nocerts", "-inkey", tool.file(authority.leafKey.pem), "-out", path,
            "-passout", "pass:secret",
        ])
        #expect(throws: CryptoError.malformed(what: "PKCS12 certificate")) {
            try PKCS12(tool.contents(path), passphrase: Array("secret".utf8))
        }
    }

    @Test func `a key that is not RSA is unsupported`() throws {
        let (key, certificate, path) = (tool.path("ec.key"), tool.path("ec.pem"), tool.path("ec.p12"))
        try tool.run([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key,
            "-out", certificate, "-subj", "/CN=ec",
        ])
        try tool.run(["pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", path, "-passout", "pass:secret"])
        #expect(throws: CryptoError.unsupportedKey) {
            try PKCS12(tool.contents(path), passphrase: Array("secret".utf8))
        }
    }

    @Test func `without the legacy module only old files are refused, and by that name`() throws {
        try expectWhole(PKCS12(file(), passphrase: secret, modules: tool.path("none")))
        #expect(throws: CryptoError.legacyProviderMissing) {
            try PKCS12(file(legacy: true), passphrase: secret, modules: tool.path("none"))
        }
    }

    @Test func `a key that is not the certificate's is not written`() throws {
        #expect(throws: CryptoError.self) {
            try PKCS12Writer.encode(
                certificate: authority.leaf, chain: [], key: authority.key, passphrase: secret, legacy: false)
        }
    }

    @Test func `many threads open old files at once`() async throws {
        let file = try file(legacy: true)
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try PKCS12(file, passphrase: secret).certificate } }
            for try await certificate in group { #expect(certificate == authority.leaf) }
        }
    }
}
