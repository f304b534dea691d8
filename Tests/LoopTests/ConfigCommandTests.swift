import CardSimulator
import Cryptography
import Foundation
import SandboxKit
import Testing

/// `insi-agent config`, and what a wrong configuration does to the verbs that read it: the real binary.
@Suite struct ConfigCommandTests {
    @Test func aGoodConfigurationIsOneLine() async throws {
        let place = try ConfigurationPlace()
        try place.dropIn("10-port.conf", "[endpoint]\nPort=0\n")
        let good = try await place.run(["config", "check"])
        #expect(good.status == 0 && good.errorLines == [])
        #expect(good.lines.count == 1)
        #expect(good.lines.first?.hasPrefix(place.file + " : la configuration est bonne") == true, "\(good.lines)")
        let json = try await place.run(["config", "check", "--json"])
        #expect(json.status == 0 && json.lines == ["[]"] && json.errorLines == [])
        #expect(!FileManager.default.fileExists(atPath: place.folder + "/state"))
    }

    @Test func everyFaultOfEveryFileIsToldAtOnceAndServeLeavesNothingBehind() async throws {
        let place = try ConfigurationPlace("Prxy=http://a\nRetries=9\nRevocationLists={F}/none.pem")
        try place.dropIn("10.conf", "[agent]\nAutomatic=peut-être\n[vitale]\nMica={F}/none.so\n")
        try place.dropIn("20.conf", "[agnet]\nAutomatic=oui\n")
        try FileManager.default.createDirectory(
            atPath: place.file + ".d/30.conf", withIntermediateDirectories: false)
        let check = try await place.run(["config", "check"])
        #expect(check.status == 78 && check.lines == [])
        let drop = place.file + ".d/"
        let expected = [
            "\(place.file), ligne 8, colonne 1 : clé inconnue « Prxy » dans [insi] ; vouliez-vous dire « Proxy » ?",
            "\(place.file), ligne 9, colonne 9 : « Retries » : un nombre de 0 à 5 attendu",
            "\(drop)10.conf, ligne 2, colonne 11 : « Automatic » : oui ou non attendu",
            "\(drop)20.conf, ligne 1, colonne 1 : section inconnue « agnet » ; vouliez-vous dire « agent » ?",
            "\(drop)30.conf : ce complément ne peut pas être lu (ce n'est pas un fichier ordinaire).",
            "\(drop)10.conf, ligne 4, colonne 1 : « Mica » : \(place.folder)/none.so : cette bibliothèque n'est pas là "
                + "ou ne peut pas être lue.",
            "\(place.file), ligne 10, colonne 1 : « RevocationLists » : \(place.folder)/none.pem : les listes de "
                + "révocation ne peuvent pas être lues (il n'existe pas).",
        ]
        #expect(check.errorLines == expected)
        let json = try await place.run(["config", "check", "--json"])
        #expect(json.status == 78)
        let faults = try await place.faults()
        #expect(faults.map(\.line) == [8, 9, 2, 1, nil, 4, 10])
        #expect(faults.map(\.key) == ["Prxy", "Retries", "Automatic", nil, nil, "Mica", "RevocationLists"])
        #expect(faults[0].file == place.file && faults[0].column == 1 && faults[2].file == drop + "10.conf")

        let before = try FileManager.default.contentsOfDirectory(atPath: place.folder).sorted()
        let serve = try await place.run(["serve"])
        #expect(serve.status == 78 && serve.faults == expected)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder).sorted() == before)
    }

    @Test(arguments: [
        ("IDAM=\n", "la clé IDAM de [insi] est nécessaire"),
        ("Authentication=softwareCertificate", "la clé ClientCertificate de [insi] va avec"),
        ("[vitale]\nApiLec=/usr/bin/env", "la clé ApiLecConfiguration de [vitale] va avec ApiLec"),
        ("[vitale]\nApiLec=/usr\nApiLecConfiguration=/usr", "« ApiLec » : /usr : cette bibliothèque"),
        ("[vitale]\nApiLec=/usr/bin/env\nApiLecConfiguration=/none", "« ApiLecConfiguration » : /none"),
        ("VerificationNamespace=urn:a", "VerificationNamespace et VerificationAction"),
        ("Proxy=http://a\nProxyUser=b", "ProxyUser et ProxyPassword"),
        ("[agent]\nEnvironment=sandbox", "la clé URL de [insi] est nécessaire"),
        ("[agent]\nStateDirectory=/dev/null/state", "« StateDirectory » : /dev/null : ce n'est pas un dossier"),
        ("[endpoint]\nSocket={F}/ca.pem", "autre chose qu'une prise"),
        ("TrustAnchors={F}/pipe", "ce n'est pas un fichier ordinaire"),
        ("TrustAnchors={F}/empty.pem", "aucun certificat PEM"),
        ("TrustAnchors={F}/cut.pem", "un de ses certificats est illisible"),
        ("RevocationLists={F}/ca.pem", "aucune liste de révocation PEM"),
        ("[professional]\nCardAuthorities={F}/empty.pem", "les autorités des cartes"),
        ("Proxy=http://a\nProxyUser=b\nProxyPassword={F}/pipe", "ce secret ne peut pas être lu"),
    ])
    func whatOnlyTheStartFoundIsToldByTheCheckAndStopsTheStart(_ lines: String, _ words: String) async throws {
        let place = try ConfigurationPlace()
        unsafe mkfifo(place.folder + "/pipe", 0o600)
        try place.write("empty.pem", "", mode: 0o644)
        try place.write("cut.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", mode: 0o644)
        try place.dropIn("10.conf", (lines.hasPrefix("[") ? "" : "[insi]\n") + lines)
        let before = try FileManager.default.contentsOfDirectory(atPath: place.folder).sorted()
        for verb in [["config", "check"], ["serve"]] {
            let output = try await place.run(verb)
            #expect(output.status == 78, "\(verb)")
            #expect(output.faults.count == 1 && output.lines == [], "\(output.errorLines)")
            #expect(output.errorLines.first?.contains(words) == true, "\(output.errorLines)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder).sorted() == before)
    }

    @Test func whatIsShownIsAConfigurationThatShowsTheSame() async throws {
        let place = try ConfigurationPlace("Proxy=http://mandataire:3128")
        try place.dropIn("10.conf", "[insi]\nProxy=\nRetries=1\n[billing]\n899700000001=123456789 01\n")
        let shown = try await place.run(["config", "show"])
        #expect(shown.status == 0)
        let text = shown.lines.joined(separator: "\n")
        #expect(text.contains("# \(place.file).d/10.conf, ligne 3\nRetries=1\n"))
        #expect(text.contains("# défaut\nProxy=\n") && text.contains("# défaut\nPort=14674\n"))
        let again = try ConfigurationPlace()
        try again.write("agent.conf", text)
        let second = try await again.run(["config", "show"])
        let keys = { (lines: [String]) in lines.filter { !$0.hasPrefix("#") } }
        #expect(keys(second.lines) == keys(shown.lines))
        let json = try await place.run(["config", "show", "--json"])
        let document = try JSON(Array((json.lines.first ?? "").utf8))
        #expect(document["files"]?.items.count == 2)
        let port = document["keys"]?.items.first { $0["key"]?.text == "Port" }
        #expect(port?["value"]?.text == "14674" && port?["file"] == nil && port?.keys.contains("line") == true)
    }

    @Test func theInstalledFileIsTheExampleAndChangesNothing() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "systemd/insi-agent.conf")
        let example = try await Program.run("insi-agent", ["config", "example"])
        let installed = try String(contentsOf: file, encoding: .utf8)
        #expect(example.lines == installed.split(separator: "\n").map(String.init))
        let shown = try await Program.run("insi-agent", ["config", "show", "--config", file.path])
        #expect(shown.status == 0)
        #expect(!shown.lines.contains { $0.hasPrefix("# ") && !$0.hasPrefix("# défaut") })
    }

    @Test func everyVerbWithAConfigurationReadsItsDropIns() async throws {
        let place = try ConfigurationPlace()
        try place.dropIn("10.conf", "[endpoint]\nSocket={F}/elsewhere.sock\n")
        let status = try await place.run(["status"])
        #expect(status.status == 69)
        #expect(status.errorLines.first?.contains("/elsewhere.sock") == true, "\(status.errorLines)")
        try place.dropIn("20.conf", "[nonsense]\n")
        for verb in [
            ["status"], ["check"], ["audit", "verify"], ["indicators"], ["pair"], ["open"], ["client", "list"],
            ["config", "show"], ["config", "check"], ["serve"],
        ] {
            let output = try await place.run(verb)
            #expect(output.status == 78, "\(verb)")
            #expect(output.errorLines.first?.hasPrefix("\(place.file).d/20.conf, ligne 1") == true, "\(verb)")
        }
    }

    @Test func credentialsServeWhereAKeyIsNotGiven() async throws {
        let place = try ConfigurationPlace("Authentication=softwareCertificate\nProxy=http://a\nProxyUser=b")
        let given = place.folder + "/credentials"
        try FileManager.default.createDirectory(atPath: given, withIntermediateDirectories: false)
        let certificate = try TestAuthority().softwareCertificate()
        let container = try PKCS12Writer.encode(
            certificate: certificate.certificate, chain: [], key: certificate.key, passphrase: Array("phrase".utf8),
            legacy: false)
        try place.write("credentials/client-certificate.p12", container, mode: 0o440)
        try place.write("credentials/client-certificate.passphrase", "qzcanaryqz\n", mode: 0o440)
        try place.write("credentials/proxy.password", "secret", mode: 0o440)
        #expect(try await place.faults().map(\.key) == ["ClientCertificate", "ProxyPassword"])
        let wrong = try await place.run(["config", "check"], credentials: given)
        #expect(wrong.status == 78 && wrong.faults.count == 1)
        #expect(wrong.errorLines.first?.contains("la phrase de passe de ce certificat est fausse") == true)
        #expect(!wrong.errorLines.joined().contains("qzcanaryqz"))
        try place.write("credentials/client-certificate.passphrase", "phrase\n", mode: 0o440)
        #expect(try await place.faults(credentials: given) == [])
        let shown = try await place.run(["config", "show"], credentials: given)
        let names = shown.lines.filter { $0.hasPrefix("# identifiant") }.compactMap { $0.split(separator: " ").last }
        #expect(names == ["client-certificate.p12", "client-certificate.passphrase", "proxy.password"])
        #expect(shown.lines.contains("ClientCertificate=") && !shown.lines.joined().contains(given))
        // A key goes before the credential.
        try place.write("own.pass", "other")
        try place.dropIn("10.conf", "[insi]\nClientCertificatePassphrase={F}/own.pass\n")
        #expect(try await place.faults(credentials: given).map(\.key) == ["ClientCertificate"])
        try place.write("credentials/seal.key", "short", mode: 0o440)
        #expect(
            Set(try await place.faults(credentials: given).map(\.key)) == ["ClientCertificate", "StateDirectory"])
    }

    @Test func anotherKeyThanTheTrailsOrNoneIsAFaultBeforeAnythingIsOpened() async throws {
        let place = try ConfigurationPlace("[endpoint]\nPort=0")
        let state = place.folder + "/state"
        let agent = try Program("insi-agent", ["serve", "--config", place.file])
        try await Waiting.until("there is a trail", within: 20) {
            FileManager.default.fileExists(atPath: state + "/audit/head.json")
        }
        agent.send(signal: SIGKILL)
        _ = try await agent.end()
        let own = Array(try Data(contentsOf: URL(filePath: state + "/seal.key")))
        try FileManager.default.removeItem(atPath: state + "/seal.key")
        try place.write("state/worklists.sealed", "kept")
        let before = try Self.contents(of: state)
        for (bytes, words) in [
            (nil, "cette clé manque"), (Array(own.reversed()), "ce n'est pas la clé avec laquelle"),
        ] as [([UInt8]?, String)] {
            if let bytes { try place.write("state/seal.key", bytes) }
            let output = try await place.run(["serve"])
            #expect(output.status == 78 && output.faults.count == 1, "\(output)")
            #expect(output.errorLines.first?.contains(words) == true, "\(output.errorLines)")
            // Only the service knows which key it is handed.
            #expect(try await place.faults() == [])
            try? FileManager.default.removeItem(atPath: state + "/seal.key")
            #expect(try Self.contents(of: state) == before)
        }
        try place.write("state/seal.key", own)
        #expect(try await place.faults() == [])
    }

    /// Every file of a folder and of its folders, with its bytes.
    private static func contents(of folder: String) throws -> [String: Data] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).reduce(into: [:]) { files, name in
            files[name] = FileManager.default.contents(atPath: folder + "/" + name)
        }
    }
}

extension Loop {
    /// An agent whose configuration needs its drop-in.
    @Suite(.sandbox) struct DropInTests {
        @Test func theAgentStartsWithWhatADropInGives() async throws {
            let desk = try #require(Desk.current)
            let agent = try await OwnAgent(desk) { text in
                let folder = text.components(separatedBy: "StateDirectory=")[1].components(separatedBy: "/state")[0]
                try? FileManager.default.createDirectory(
                    atPath: folder + "/agent.conf.d", withIntermediateDirectories: false)
                try? "[insi]\nIDAM=TESTSGIE0000\n".write(
                    toFile: folder + "/agent.conf.d/idam.conf", atomically: true, encoding: .utf8)
                return text.replacingOccurrences(of: "IDAM=TESTSGIE0000\n", with: "")
            }
            #expect(await agent.client.isHealthy())
        }
    }
}
