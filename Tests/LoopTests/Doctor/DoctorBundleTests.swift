import CardSimulator
import Foundation
import SandboxKit
import Testing

extension Loop {
    /// `insi-agent doctor --bundle`: values that occur nowhere else go through the agent, and are looked for in every byte of the
    /// archive.
    @Suite(.sandbox) struct DoctorBundleTests {
        let desk: Desk
        private static let person = Bearer(
            name: "ZWQXCANARI", givenName: "KJYVSEREIN", birthDate: "1937-11-29", matricule: "1371199876543")
        private static let holder: ProfessionalDescription = {
            var holder = ProfessionalDescription()
            holder.surname = "QZXHOLDER"
            holder.givenName = "VWKXPRENOM"
            holder.nationalId = "899700047113"
            holder.cardNumber = "2600471131"
            holder.chipSerial = "99471148"
            holder.pinMaximum = 8
            holder.pin = "73916428"
            return holder
        }()
        private static let files: Set<String> = [
            "insi-agent/doctor.json", "insi-agent/versions.txt", "insi-agent/readers.txt", "insi-agent/files.txt",
            "insi-agent/configuration.txt", "insi-agent/state.json", "insi-agent/metrics.txt",
            "insi-agent/log.json",
        ]
        private static let wrongPIN = "82640517"

        init() throws { desk = try #require(Desk.current) }

        @Test func itHoldsNobodysDataNoSecretAndNoCardByte() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let state = try await goThroughTheAgent()
            let archive = folder + "/support.tar.gz"
            let output = try await bundle(archive)
            #expect(output.lines.last == "Archive écrite : \(archive)", "\(output.lines)")
            let mode = try FileManager.default.attributesOfItem(atPath: archive)[.posixPermissions] as? Int
            #expect(mode == 0o600)

            let names = try await Program.run("/usr/bin/tar", ["-tzf", archive])
            #expect(names.status == 0 && Set(names.lines) == Self.files)
            let plain = folder + "/support.tar"
            let unpacked = try await Program.run("/bin/sh", ["-c", "gzip -dc \"$0\" > \"$1\"", archive, plain])
            #expect(unpacked.status == 0)
            let bytes = try Data(contentsOf: URL(filePath: plain))
            for word in ["Sandbox Patient", "\"check\":\"pcscd\"", "insi_calls_total", "StateDirectory=", "pcscd 1."] {
                #expect(bytes.firstRange(of: Data(word.utf8)) != nil, "\(word) should be there")
            }
            for (name, value) in try canaries(state) {
                for spelling in Spellings.of(value) {
                    #expect(bytes.firstRange(of: spelling) == nil, "\(name) is in the archive")
                }
            }
        }

        @Test func itKeepsAFileThatIsThereAndLeavesNothingWhereItCannotWrite() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try Data("mine".utf8).write(to: URL(filePath: folder + "/mine"))
            let kept = try await bundle(folder + "/mine")
            #expect(kept.status == 1 && kept.errorLines.last?.contains("existe déjà") == true)
            #expect(try String(contentsOfFile: folder + "/mine", encoding: .utf8) == "mine")
            #expect(try await bundle("/nowhere/at/all.tar.gz").status == 1)
        }

        @Test func whatAnAdministratorNamedAfterPeopleIsNotInIt() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let line = "899700047113=991130972 QZLINE"
            let named =
                "[insi]\nClientCertificate=\(folder)/zwqxcanari/zwqxcanari.p12\nTrustAnchors=/etc/insi-agent/zwqxcanari.pem\n"
            for text in [
                "[agent]\n\(line)\n", named + "[billing]\n\(line)\n", named + "Authentication=softwareCertificate\n",
            ] {
                try text.write(toFile: folder + "/zwqxcanari.conf", atomically: true, encoding: .utf8)
                let archive = folder + "/\(UUID().uuidString).tar.gz"
                _ = try await Program.run(
                    "insi-agent", ["doctor", "--config", folder + "/zwqxcanari.conf", "--bundle", archive],
                    environment: ["PCSCLITE_CSOCK_NAME": "/nowhere/pcscd.comm"])
                let plain = try await Program.run("/bin/sh", ["-c", "gzip -dc \"$0\"", archive])
                let told = plain.lines.joined(separator: "\n")
                #expect(told.contains("\"check\":\"configuration\""))
                for word in ["899700047113", "QZLINE", "zwqxcanari"] { #expect(!told.contains(word), "\(told)") }
            }
        }

        @Test func withoutAConfigurationOrAnAgentItStillTellsTheMachine() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let output = try await Program.run(
                "insi-agent", ["doctor", "--config", "/nowhere/a.conf", "--bundle", folder + "/s.tar.gz"],
                environment: ["PCSCLITE_CSOCK_NAME": "/nowhere/pcscd.comm"])
            #expect(output.status == 78)
            let names = try await Program.run("/usr/bin/tar", ["-tzf", folder + "/s.tar.gz"])
            #expect(names.lines.contains("insi-agent/doctor.json") && !names.lines.contains("insi-agent/state.json"))
        }

        private func bundle(_ path: String) async throws -> Program.Output {
            try await Program.run(
                "insi-agent", ["doctor", "--config", desk.folder + "/agent.conf", "--bundle", path],
                environment: ["PCSCLITE_CSOCK_NAME": desk.sandbox.access.pcscdSocket])
        }

        /// A wrong code, the right one, a search of somebody nobody knows, refused requests; both cards stay in.
        private func goThroughTheAgent() async throws -> JSON {
            try await desk.clear()
            try await desk.sandbox.insertProfessional(Self.holder)
            _ = try await desk.verb(["pin", "--stdin"], input: Self.wrongPIN + "\n")
            try await desk.sandbox.enter(pin: Self.holder.pin)
            try await desk.sandbox.insertPatient(VitaleDescription(bearers: [Self.person]))
            let ended = ["found", "notFound", "several", "failed"]
            let state = try await desk.client.follow { ended.contains($0.ins.status ?? "") }
            #expect(state.patient["beneficiaries"]?.items.first?["name"]?.text == "ZWQXCANARI")
            _ = try await desk.client.search(state.patient.cardSession, body: #"{"name": "ZWQXCANARI"}"#)
            _ = try await desk.client.request("GET", "/v1/ZWQXCANARI?birthDate=1937-11-29")
            let practice = try await desk.add(
                ["status", "ins:vitale"], origin: "https://zwqxcanari.example", name: "QZXHOLDER")
            _ = try await practice.search(state.patient.cardSession)
            return state
        }

        /// What must not be told, by what it is.
        private func canaries(_ state: JSON) throws -> [(String, [UInt8])] {
            // Of a card's bytes its numbers: the answer to reset is its model's.
            let texts = [
                ("card number", Self.holder.cardNumber), ("chip serial", Self.holder.chipSerial),
                ("name", "ZWQXCANARI"), ("origin", "zwqxcanari"), ("given name", "KJYVSEREIN"),
                ("birth date", "1937-11-29"),
                ("birth date", "19371129"), ("birth date", "29/11/1937"), ("matricule", "1371199876543"),
                ("holder", "QZXHOLDER"), ("holder", "VWKXPRENOM"), ("identifier", "899700047113"),
                ("PIN", Self.holder.pin), ("wrong PIN", Self.wrongPIN), ("billing", "991130972"),
                ("IDAM", "TESTSGIE0000"), ("token", try #require(desk.client.token)),
                ("page code", try #require(desk.sandbox.access.openURL.components(separatedBy: "#code=").last)),
                ("card session", try #require(state.patient.cardSession)),
                ("instance", try #require(state["agent"]?["instance"]?.text)),
            ]
            let key = Array(try Data(contentsOf: URL(filePath: desk.folder + "/state/seal.key")))
            return texts.map { ($0.0, Array($0.1.utf8)) } + [("sealing key", key)]
        }
    }
}

/// The ways in which a value could stand in an archive.
private enum Spellings {
    /// As it is, in UTF-16, backwards, in hexadecimal, and in Base64 at each of its three places.
    static func of(_ value: [UInt8]) -> [Data] {
        var spellings = [Data(value), Data(value.reversed())]
        var wide: [UInt8] = []
        for byte in value { wide += [byte, 0] }
        spellings.append(Data(wide))
        let digits = value.map { String(format: "%02x", $0) }
        for text in [digits.joined(), digits.joined(separator: " ")] + encoded(value) where text.count >= 6 {
            spellings += [Data(text.utf8), Data(text.uppercased().utf8)]
        }
        return spellings
    }

    /// The first and last digits depend on the neighbours.
    private static func encoded(_ value: [UInt8]) -> [String] {
        (0..<3).map { shift in
            let text = Data([UInt8](repeating: 0, count: shift) + value).base64EncodedString()
            return String(text.dropFirst(shift == 0 ? 0 : 4).prefix { $0 != "=" }.dropLast(2))
        }
    }
}
