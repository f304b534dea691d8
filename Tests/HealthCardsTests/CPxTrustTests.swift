import CardSimulator
import Cryptography
import HealthCards
import Testing

@Suite struct CPxTrustTests {
    struct Chain {
        let root: Certificate
        let intermediate: Certificate
        let holder: CPxHolder
    }

    static let chain = Result { try makeChain() }

    /// Root, intermediate and card certificate, the last valid from 1,000 to 2,000.
    static func makeChain(intermediateIsAuthority: Bool = true) throws -> Chain {
        let keys = try (1...3).map { _ in try RSAPrivateKey.generate(bits: 2048) }
        let root = try CertificateIssuer.selfSigned(template("ROOT", authority: true), key: keys[0])
        let intermediate = try CertificateIssuer.issue(
            template("INTERMEDIATE", authority: intermediateIsAuthority), for: keys[1].publicKey, by: root, key: keys[0]
        )
        var leaf = template("899700000001", authority: false)
        (leaf.notBefore, leaf.notAfter) = (1_000, 2_000)
        let certificate = try CertificateIssuer.issue(leaf, for: keys[2].publicKey, by: intermediate, key: keys[1])
        return Chain(root: root, intermediate: intermediate, holder: try CPxHolder(certificate))
    }

    static func template(_ name: String, authority: Bool) -> CertificateTemplate {
        let subject = [[DistinguishedName.Attribute(oid: DistinguishedName.commonName, value: name)]]
        var template = CertificateTemplate(subject: subject, serialNumber: 1, notBefore: 0, notAfter: 10_000)
        template.isCertificateAuthority = authority
        template.keyUsage = authority ? .keyCertSign : .nonRepudiation
        return template
    }

    @Test("A chain to an anchor is trusted within its time")
    func trusted() throws {
        let chain = try Self.chain.get()
        let trust = CPxTrust(anchors: [chain.root], intermediates: [chain.intermediate])
        #expect([1_000, 1_500, 1_999].allSatisfy { trust.evaluate(chain.holder.certificate, at: $0) == .trusted })
        let other = try CPxHolderTests.certificate([DistinguishedName.commonName: "8"], usage: .digitalSignature)
        #expect(CPxTrust(anchors: [other]).evaluate(other, at: 1_500) == .untrusted(.notForSignatures))
        #expect(trust.evaluate(chain.holder.certificate, at: 999) == .untrusted(.notYetValid))
        #expect(trust.evaluate(chain.holder.certificate, at: 2_001) == .untrusted(.expired))
        #expect(CPxTrust(anchors: [chain.intermediate]).evaluate(chain.holder.certificate, at: 1_500) == .trusted)
    }

    @Test("Without anchor or link there is no trust")
    func untrusted() throws {
        let chain = try Self.chain.get()
        let (stranger, broken) = (try Self.makeChain(), try Self.makeChain(intermediateIsAuthority: false))
        let stores = [
            (CPxTrust(anchors: []), chain), (CPxTrust(anchors: [chain.root]), chain),
            (CPxTrust(anchors: [stranger.root], intermediates: [stranger.intermediate]), chain),
            (CPxTrust(anchors: [broken.root], intermediates: [broken.intermediate]), broken),
        ]
        for (trust, chain) in stores {
            guard case .untrusted(.chain(.certificateRefused)) = trust.evaluate(chain.holder.certificate, at: 1_500)
            else {
                Issue.record("trusted, or for another reason not")
                continue
            }
        }
    }

    @Test("Simulated cards are trusted by their authority, but for the one of a stranger of the same name")
    func simulated() throws {
        let trust = CPxTrust(anchors: [try Simulated.authority.get().certificate])
        let good = try CPxCard.read(SimulatedChannel(Simulated.chipDoc()), .cps4).holder
        let foreign = try CPxCard.read(SimulatedChannel(Simulated.card { $0.foreignAuthority = true }), .cps3).holder
        let early = try CPxCard.read(SimulatedChannel(Simulated.card { $0.notYetValid = true }), .cps3).holder
        let now = good.certificate.notBefore + 3_600
        #expect(trust.evaluate(good.certificate, at: now) == .trusted)
        #expect(trust.evaluate(early.certificate, at: now) == .untrusted(.notYetValid))
        guard case .untrusted(.chain) = trust.evaluate(foreign.certificate, at: foreign.certificate.notBefore + 3_600)
        else {
            Issue.record("a stranger is trusted, or for another reason not")
            return
        }
    }

    @Test("A file is one certificate in DER or several in PEM")
    func files() throws {
        let chain = try Self.chain.get()
        let both = "some words\n" + chain.root.pem + "others\r\n" + chain.intermediate.pem
        #expect(try Certificate.list(Array(both.utf8)) == [chain.root, chain.intermediate])
        #expect(try Certificate.list(chain.root.der) == [chain.root])
        #expect(try Certificate.list(Array(chain.root.pem.replacing("\n", with: "\r\n").utf8)) == [chain.root])
    }

    @Test("A file that holds none, or a broken one, is refused")
    func brokenFiles() throws {
        let chain = try Self.chain.get()
        let cut = chain.root.pem + String(chain.intermediate.pem.prefix(200))
        for bytes in [[], Array("text".utf8), Array(cut.utf8), chain.root.der + [0], Array(chain.root.der.dropLast())] {
            #expect(throws: CryptoError.self) { try Certificate.list(bytes) }
        }
    }
}
