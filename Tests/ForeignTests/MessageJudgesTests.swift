import CardSimulator
import Foundation
import SandboxKit
import SpecDataKit
import Testing
import ToolKit

/// A request that the whole desk produced, judged by xmlsec1, xmllint and the official schemas.
@Suite(
    "Foreign judges of a sent request", .serialized,
    .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct MessageJudgesTests {
    /// Runs the desk once and returns the request that was sent, with the test authority's certificate.
    private func request(
        in folder: ScratchFolder, signedBy persona: String = "cps3"
    ) async throws -> (message: String, authority: String) {
        let sandbox = try await Sandbox.start(
            SandboxOptions(products: ForeignTools.products, record: folder.path + "/record"))
        let authority = try folder.write(try Data(contentsOf: URL(filePath: sandbox.access.caFile)), to: "ca.pem")
        do {
            let card = try #require(Persona.named(persona))
            try await sandbox.insert(CardDescription(json: card.json), into: .professional)
            try await sandbox.enter(pin: "1234")
            try await sandbox.insertPatient(
                VitaleDescription(bearers: [
                    .init(name: "ADRDEUX", givenName: "LAURENT", birthDate: "1981-01-01", matricule: "1810163220751")
                ]))
            _ = try await sandbox.result()
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
        return (folder.path + "/record/0001-request.xml", authority)
    }

    @Test(
        "xmlsec1 accepts the assertion that each kind of card signed, and refuses it with one digit changed",
        arguments: ["cps3", "cps3-variante-b", "cps4"])
    func signature(_ persona: String) async throws {
        let folder = try ScratchFolder()
        let (message, authority) = try await request(in: folder, signedBy: persona)
        let command = [
            "--verify", "--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:assertion:Assertion", "--trusted-pem",
            authority, "--enabled-key-data", "x509",
        ]
        let accepted = try await Tool.run("xmlsec1", command + [message])
        #expect(accepted.status == 0, "\(accepted.output)")
        let text = try String(contentsOfFile: message, encoding: .utf8)
        let changed = try folder.write(
            text.replacingOccurrences(of: ">991130972<", with: ">991130973<").utf8, to: "changed.xml")
        #expect(try await Tool.run("xmlsec1", command + [changed]).status != 0)
    }

    @Test(
        "the official schemas accept the body, both contexts and the assertion",
        .enabled(if: SpecData.isPresent, "\(SpecData.absence)"),
        arguments: [
            ("RECVITALE", "ServiceIdentiteCertifiee"), ("ContexteBAM", "CTX/ROOT_ctxbam"),
            ("ContexteLPS", "CTX/ROOT_ctxlps"),
            ("Assertion", "SAML/saml-schema-assertion"),
        ])
    func schemas(element: String, schema: String) async throws {
        let folder = try ScratchFolder()
        let (message, _) = try await request(in: folder)
        let part = try await Tool.run("xmllint", ["--xpath", "//*[local-name()='\(element)']", message])
        let file = try folder.write(part.output.utf8, to: "part.xml")
        let candidates = try FileManager.default.subpathsOfDirectory(atPath: SpecData.schema(""))
            .filter { $0.hasPrefix(schema) && $0.hasSuffix(".xsd") }
        let broken = try folder.write(
            part.output.replacingOccurrences(of: "\(element)>", with: "Autre>").utf8, to: "broken.xml")
        var accepting = 0
        for candidate in candidates {
            func verdict(on file: String) async throws -> Int32 {
                try await Tool.run(
                    "xmllint", ["--nonet", "--noout", "--schema", SpecData.schema(candidate), file]
                ).status
            }
            accepting += try await verdict(on: file) == 0 ? 1 : 0
            #expect(try await verdict(on: broken) != 0, "\(candidate)")
        }
        #expect(accepting > 0)
    }
}
