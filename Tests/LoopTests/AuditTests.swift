import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing
import ToolKit

extension Loop {
    /// The audit trail of the real agent: what it tells, that no call leaves untraced, and that nothing that was acknowledged is lost.
    @Suite(.sandbox(authentication: .softwareCertificate)) struct AuditTests {
        let desk: Desk
        private static let laurent =
            #"{"birthName":"ADRDEUX","givenNames":["LAURENT"],"sex":"M","birthDate":"1981-01-01"}"#

        init() throws { desk = try #require(Desk.current) }

        /// The sandbox's configuration with a state directory of its own, at the socket of whoever starts.
        private func configuration(_ own: String, state: String) throws -> String {
            let socket = own.split(separator: "\n").first { $0.hasPrefix("Socket=") } ?? ""
            return try String(contentsOfFile: desk.folder + "/agent.conf", encoding: .utf8)
                .split(separator: "\n").map { line in
                    if line.hasPrefix("StateDirectory=") { return "StateDirectory=\(state)" }
                    return line.hasPrefix("Socket=") ? String(socket) : String(line)
                }.joined(separator: "\n") + "\n"
        }

        private func verify(_ state: String, in folder: ScratchFolder) async throws -> Program.Output {
            let file = try folder.write(try configuration("Socket=/none", state: state).utf8, to: "verify.conf")
            return try await Program.run("insi-agent", ["audit", "verify", "--config", file])
        }

        @Test func aCallIsToldToWhoMayKnowAndNamesNobody() async throws {
            try await desk.clear()
            let found = try await desk.searchTraits(Self.laurent)
            #expect(found.json?.status == "found")
            let auditor = try await desk.add(["audit"])
            let answer = try await auditor.request("GET", "/v1/audit?limit=2")
            #expect(answer.status == 200)
            let entries = try #require(answer.json?["entries"]?.items)
            #expect(entries.map { $0["event"]?.text } == ["call", "begin"])
            #expect(entries[0]["outcome"]?.text == "CR 00" && entries[0]["operation"]?.text == "WS_INS2")
            #expect(entries[0]["requestId"]?.text == found.json?["requestId"]?.text)
            let older = try await auditor.request(
                "GET", "/v1/audit?before=\(try #require(answer.json?["before"]?.number))&limit=500")
            #expect(older.json?["entries"]?.items.last?["event"]?.text == "segment")
            #expect(older.json?["before"]?.number == nil)
            let text = String(decoding: answer.body + older.body, as: UTF8.self)
            for secret in ["ADRDEUX", "LAURENT", "1810163220751"] { #expect(!text.contains(secret)) }
            expectProblem(try await desk.add(["status"]).request("GET", "/v1/audit").json, "request.scope")
            for query in ["limit=0", "limit=501", "limit=x", "before=0", "before=1&before=2"] {
                expectProblem(try await auditor.request("GET", "/v1/audit?" + query).json, "request.malformed")
            }
        }

        @Test func theTrailIsVerifiedShownAndOpenedByTheVerbs() async throws {
            _ = try await desk.searchTraits(Self.laurent)
            let config = ["--config", desk.folder + "/agent.conf"]
            let verified = try await Program.run("insi-agent", ["audit", "verify"] + config)
            #expect(verified.status == 0 && verified.lines.last == "La chaîne est intacte.")
            let folder = try ScratchFolder()
            let handed = try folder.write(
                try Data(contentsOf: URL(filePath: desk.folder + "/state/seal.key")), to: "seal.key")
            for (mode, status) in [(0o440, 0), (0o444, 1)] as [(UInt32, Int32)] {
                unsafe chmod(handed, mode)
                let output = try await Program.run("insi-agent", ["audit", "verify", "--key", handed] + config)
                #expect(output.status == status, "as the service manager hands it over, and as nobody should")
            }
            let shown = try await Program.run(
                "insi-agent", ["audit", "show", "--matricule"] + config, input: "1810163220751\n")
            let line = try #require(shown.lines.last)
            let entry = try JSON(Array(line.utf8))
            #expect(entry["outcome"]?.text == "CR 00" && !line.contains("1810163220751") && entry["image"] == nil)
            let image = try await Program.run(
                "insi-agent", ["audit", "image", try #require(entry["messageID"]?.text)] + config)
            #expect(image.status == 0 && image.lines.joined().contains("ADRDEUX"))
            let nobody = try await Program.run(
                "insi-agent", ["audit", "show", "--matricule"] + config, input: "2999999999999\n")
            #expect(nobody.status == 0 && nobody.lines.isEmpty)
            #expect(try await Program.run("insi-agent", ["audit", "image", "none"] + config).status == 1)
        }

        @Test func whereSystemdHasTheKeyTheVerbsSayHowTheyAreRun() async throws {
            let folder = try ScratchFolder()
            let state = folder.path + "/state"
            try FileManager.default.createDirectory(atPath: state + "/audit", withIntermediateDirectories: true)
            let file = try folder.write(try configuration("Socket=/none", state: state).utf8, to: "agent.conf")
            for verb in [["verify"], ["show"], ["image", "any"]] {
                let output = try await Program.run("insi-agent", ["audit"] + verb + ["--config", file])
                #expect(output.status == 1 && output.errorLines.count == 1)
                let told = output.errorLines.first ?? ""
                #expect(told.contains(" n'est pas dans \(state)."), "\(told)")
                #expect(told.contains("--key /run/credentials/insi-agent.service/seal.key"), "\(told)")
            }
            let empty = try folder.write([], to: "empty")
            let wrong = try await Program.run("insi-agent", ["audit", "verify", "--key", empty, "--config", file])
            #expect(wrong.status == 1 && wrong.errorLines.first?.contains("32 octets") == true)
        }

        @Test func twoHundredKillsUnderLoadLoseNothingThatWasAcknowledged() async throws {
            let folder = try ScratchFolder()
            let state = folder.path + "/state"
            let calls = desk.sandbox.service.callCount
            var acknowledged: Set<String> = []
            for round in 1...200 {
                let agent = try await OwnAgent(desk) { (try? configuration($0, state: state)) ?? $0 }
                let client = agent.client
                if round.isMultiple(of: 2) {
                    let answer = try await client.searchTraits(Self.laurent)
                    acknowledged.insert(try #require(answer.json?["requestId"]?.text))
                }
                let searches = (1...4).map { _ in
                    Task {
                        var found: [String] = []
                        for _ in 1...5 {
                            let answer = try? await client.searchTraits(Self.laurent)
                            guard let id = answer?.json?["requestId"]?.text, answer?.status == 200 else { break }
                            found.append(id)
                        }
                        return found
                    }
                }
                try await Task.sleep(for: .milliseconds(Int.random(in: 5...90)))
                kill(agent.process.pid, SIGKILL)
                for search in searches { acknowledged.formUnion(await search.value) }
                try await Waiting.until("the agent ends", within: 10) { agent.process.exitStatus() != nil }
            }
            let verdict = try await verify(state, in: folder)
            #expect(verdict.status == 0, "\(verdict.lines)")
            let file = try folder.write(try configuration("Socket=/none", state: state).utf8, to: "show.conf")
            let shown = try await Program.run("insi-agent", ["audit", "show", "--config", file])
            let entries = try shown.lines.map { try JSON(Array($0.utf8)) }
            let ended = Set(entries.filter { $0["event"]?.text == "call" }.compactMap { $0["requestId"]?.text })
            #expect(acknowledged.isSubset(of: ended) && acknowledged.count >= 100)
            let begun = entries.count { $0["event"]?.text == "begin" }
            #expect(begun >= desk.sandbox.service.callCount - calls)
            print("200 kills: \(acknowledged.count) acknowledged calls, \(ended.count) ended, \(begun) begun")
        }

        @Test(.enabled(if: getuid() == 0, "mounts a small disk"))
        func aFullDiskRefusesCallsRatherThanCallingUntraced() async throws {
            let folder = try ScratchFolder()
            let state = folder.path + "/state"
            try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: false)
            let mount = #"mount -t tmpfs -o size=12m tmpfs "$0" && exec "$@""#
            let agent = try await OwnAgent(desk, prefix: ["/usr/bin/unshare", "-m", "sh", "-c", mount, state]) {
                (try? configuration($0, state: state)) ?? $0
            }
            #expect(try await agent.client.searchTraits(Self.laurent).json?.status == "found")
            // The disk as the agent sees it.
            let disk = "/proc/\(agent.process.pid)/root\(state)"
            let filler = "dd if=/dev/zero of=\"$1/filler\" bs=4k 2>/dev/null; rm -f \"$1/audit/reserve\"; "
            _ = try await Tool.run(
                "sh", ["-c", filler + "dd if=/dev/zero of=\"$1/more\" bs=4k 2>/dev/null; true", "sh", disk])
            let calls = desk.sandbox.service.callCount
            expectProblem(try await agent.client.searchTraits(Self.laurent).json, "storage.failed")
            #expect(desk.sandbox.service.callCount == calls)
            _ = try await Tool.run("sh", ["-c", "rm \"$1/filler\" \"$1/more\"", "sh", disk])
            #expect(try await agent.client.searchTraits(Self.laurent).json?.status == "found")
            #expect(desk.sandbox.service.callCount == calls + 1)
            let copy = try await Tool.run("cp", ["-a", disk, folder.path + "/copy"])
            #expect(copy.status == 0)
            let verdict = try await verify(folder.path + "/copy", in: folder)
            #expect(verdict.status == 0, "\(verdict.lines)")
        }
    }
}
