import Foundation
import Testing

/// Who may own and read a secret, as the agent's user and as root meet it.
@Suite(.enabled(if: geteuid() == 0, "only root can become another user")) struct SecretRightsTests {
    private static let nobody: UInt32 = 65534
    private static let proxy = "Proxy=http://a\nProxyUser=b\nProxyPassword={F}/proxy.pass"

    @Test(
        arguments: [
            (0, nobody, 0o640, nil), (nobody, nobody, 0o600, nil), (nobody, 0, 0o400, nil),
            (0, 0, 0o600, "n'y a pas accès"), (0, nobody, 0o644, "d'autres utilisateurs"),
            (0, nobody, 0o660, "d'autres utilisateurs"), (nobody, nobody, 0o640, "d'autres utilisateurs"),
            (1000, nobody, 0o640, "appartient à l'utilisateur"), (1000, 1000, 0o604, "appartient à l'utilisateur"),
        ] as [(UInt32, UInt32, UInt32, String?)])
    func theAgentsUserReadsASecretOfItsOwnOrOfRootOnly(
        _ owner: UInt32, _ group: UInt32, _ mode: UInt32, _ words: String?
    ) async throws {
        let place = try ConfigurationPlace(Self.proxy)
        try place.write("proxy.pass", "qzcanaryqz", owner: owner, group: group, mode: mode)
        for verb in [["config", "check"], ["serve"]] where words != nil || verb != ["serve"] {
            let output = try await place.run(verb, as: "\(Self.nobody)")
            #expect(output.status == (words == nil ? 0 : 78), "\(output.errorLines)")
            #expect(output.faults.count == (words == nil ? 0 : 1))
            #expect(words.map { output.errorLines.first?.contains($0) == true } ?? true, "\(output.errorLines)")
            #expect(!output.errorLines.joined().contains("qzcanaryqz"))
        }
    }

    @Test func rootChecksForTheOwnerOfTheStateDirectoryAndTheCommandThatItNamesMends() async throws {
        let place = try ConfigurationPlace(Self.proxy)
        try place.write("proxy.pass", "secret", mode: 0o600)
        let asRoot = try await place.run(["config", "check"])
        #expect(asRoot.status == 0)
        #expect(asRoot.lines.first?.contains("« root »") == true)
        #expect(try await place.faults(options: ["--user", "nobody"]).map(\.key) == ["ProxyPassword"])

        let state = place.folder + "/state"
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        unsafe chown(state, Self.nobody, Self.nobody)
        let fault = try #require(try await place.faults().first)
        #expect(fault.key == "ProxyPassword" && fault.line == 10)
        let command = try #require(fault.message.components(separatedBy: "commande nécessaire : ").last)
        #expect(command.hasPrefix("chown root:"))
        #expect(try await Program.run("/bin/sh", ["-c", command]).status == 0)
        let mended = try await place.run(["config", "check"])
        #expect(mended.status == 0)
        #expect(mended.lines.first?.contains("« nobody »") == true)
    }

    @Test func anotherUserIsToldWhatItMayNotReadAndMayNotBecomeAnother() async throws {
        let place = try ConfigurationPlace()
        try place.dropIn("10.conf", "[endpoint]\nPort=0\n")
        unsafe chmod(place.file + ".d/10.conf", 0o600)
        let output = try await place.run(["config", "check"], as: "\(Self.nobody)")
        #expect(output.status == 78)
        #expect(
            output.faults == [
                "\(place.file).d/10.conf : ce complément ne peut pas être lu (l'utilisateur « nobody » n'y a pas accès)."
            ])
        unsafe chmod(place.file + ".d", 0o700)
        let folder = try await place.run(["config", "check"], as: "\(Self.nobody)")
        #expect(folder.faults == ["\(place.file).d : ce dossier de compléments ne peut pas être lu."])
        #expect(try await place.run(["config", "check", "--user", "root"], as: "\(Self.nobody)").status == 64)
        #expect(try await place.run(["config", "check", "--user", "nobody-here"]).status == 64)
    }

    @Test func aStateDirectoryThatIsNotTheAgentsOrAnOpenSealStopsTheStart() async throws {
        let place = try ConfigurationPlace()
        let state = place.folder + "/state"
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        for verb in [["config", "check"], ["serve"]] {
            let output = try await place.run(verb, as: "\(Self.nobody)")
            #expect(output.status == 78)
            #expect(
                output.errorLines.first?.contains("« nobody » ne peut pas y écrire") == true, "\(output.errorLines)")
        }
        try place.write("state/seal.key", [UInt8](repeating: 1, count: 32), mode: 0o644)
        let open = try await place.run(["serve"])
        #expect(open.status == 78)
        #expect(open.errorLines.first?.contains("chmod 600 \(state)/seal.key") == true, "\(open.errorLines)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: state) == ["seal.key"])
        unsafe chmod(state + "/seal.key", 0o600)
        try place.write("state/clients.json", "damaged")
        let damaged = try await place.run(["serve"])
        #expect(damaged.status == 78)
        #expect(damaged.faults.first?.contains("\(state)/clients.json") == true, "\(damaged.errorLines)")
    }

    @Test func rootDoesNotServeFromTheDirectoryOfTheAgentsUser() async throws {
        let place = try ConfigurationPlace()
        let state = place.folder + "/state"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: false)
        unsafe chown(state, Self.nobody, Self.nobody)
        let output = try await place.run(["serve"])
        #expect(output.status == 78)
        #expect(
            output.faults.first?.contains("« nobody », et l'agent est lancé en root") == true, "\(output.errorLines)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: state) == [])
    }

    @Test(
        arguments: [
            ("agent.conf", 1000, 0, 0o644, "qui peut le changer"), ("agent.conf", 0, 0, 0o666, "chmod go-w"),
            ("agent.conf.d/10.conf", 0, 1000, 0o664, "chmod go-w"), ("agent.conf.d", 0, 0, 0o777, "chmod go-w"),
            ("ca.pem", 1000, 0, 0o644, "« TrustAnchors » : "),
            ("agent.conf", nobody, nobody, 0o664, nil), ("ca.pem", 0, 0, 0o664, nil),
        ] as [(String, UInt32, UInt32, UInt32, String?)])
    func whatOthersMayChangeIsNotBelieved(
        _ name: String, _ owner: UInt32, _ group: UInt32, _ mode: UInt32, _ words: String?
    ) async throws {
        let place = try ConfigurationPlace()
        try place.dropIn("10.conf", "[insi]\nRetries=1\n")
        unsafe chown(place.folder + "/" + name, owner, group)
        unsafe chmod(place.folder + "/" + name, mode)
        for verb in [["config", "check"], ["serve"]] where words != nil || verb != ["serve"] {
            let output = try await place.run(verb, as: "\(Self.nobody)")
            #expect(output.status == (words == nil ? 0 : 78), "\(output)")
            #expect(output.faults.count == (words == nil ? 0 : 1), "\(output.faults)")
            #expect(words.map { output.faults.first?.contains($0) == true } ?? true, "\(output.faults)")
        }
    }

    @Test(arguments: [0o777, 0o1777]) func noTrustedFileLiesWhereEverybodyMayReplaceIt(_ mode: UInt32) async throws {
        let (place, other) = (try ConfigurationPlace(), try ConfigurationPlace())
        // A link counts by where it leads to.
        try FileManager.default.removeItem(atPath: place.folder + "/ca.pem")
        try FileManager.default.createSymbolicLink(
            atPath: place.folder + "/ca.pem", withDestinationPath: other.folder + "/ca.pem")
        unsafe chmod(other.folder, mode)
        let output = try await place.run(["config", "check"])
        #expect(output.faults.count == (mode == 0o777 ? 1 : 0), "\(output.faults)")
        #expect(mode != 0o777 || output.faults.first?.contains("chmod o-w \(other.folder)") == true)
    }
}
