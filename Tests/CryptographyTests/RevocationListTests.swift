import Cryptography
import Testing

@Suite struct RevocationListTests {
    private let authority: TestAuthority
    private let tool: OpenSSLTool

    init() throws {
        authority = try TestAuthority.shared.get()
        tool = try OpenSSLTool()
    }

    private func list(_ serialNumbers: [String]) throws -> String {
        try CertificateIssuer.revocationList(
            of: serialNumbers, issuer: authority.certificate, key: authority.key,
            thisUpdate: TestAuthority.start, nextUpdate: TestAuthority.end)
    }

    /// What `openssl verify` says of the leaf one second after the authority began.
    private func verify(_ list: String) throws -> String {
        let options = ["-crl_check", "-attime", "\(TestAuthority.start + 1)"]
        return try tool.run(
            [
                "verify", "-CAfile", tool.file(authority.certificate.pem), "-CRLfile", tool.file(list),
            ] + options + [tool.file(authority.leaf.pem)])
    }

    @Test func `openssl believes the list and reads what it says`() throws {
        let numbers = ["02", authority.leaf.serialNumber, "00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"]
        let text = try tool.run([
            "crl", "-in", tool.file(list(numbers)), "-CAfile", tool.file(authority.certificate.pem), "-noout", "-text",
        ])
        #expect(text.contains("verify OK"))
        #expect(text.contains("Version 2 (0x1)"))
        #expect(text.contains("Last Update: Nov 14 22:13:20 2023 GMT"))
        #expect(text.contains("Next Update: Jan 15 08:00:00 2027 GMT"))
        #expect(text.contains("X509v3 Authority Key Identifier"))
        for number in ["02", authority.leaf.serialNumber, "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"] {
            #expect(text.contains("Serial Number: \(number)\n"))
        }
    }

    @Test func `a certificate on the list is revoked, another is not`() throws {
        #expect(try verify(list([])).hasSuffix(": OK\n"))
        #expect(try verify(list(["02"])).hasSuffix(": OK\n"))
        #expect(throws: OpenSSLTool.Failure.self) { try verify(list([authority.leaf.serialNumber])) }
    }

    @Test(arguments: ["", "xyz", "12 34", "0x12", "é"]) func `a number that is none is refused`(_ number: String) {
        #expect(throws: CryptoError.malformed(what: "serial number")) { try list([number]) }
    }
}
