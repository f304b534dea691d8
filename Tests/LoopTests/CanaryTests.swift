import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// Values that occur nowhere else go through a whole search, and are looked for where they must not be.
    @Suite(.sandbox(settings: [.init("agent", "LogLevel", "debug")])) struct CanaryTests {
        let desk: Desk
        static let person = Bearer(
            name: "ZWQXCANARI", givenName: "KJYVSEREIN", birthDate: "1937-11-29", matricule: "1371199876543")
        static let holder: ProfessionalDescription = {
            var holder = ProfessionalDescription()
            holder.surname = "QZXHOLDER"
            holder.pin = "73914682"
            holder.pinMaximum = 8
            return holder
        }()
        static let patterns = [
            "ZWQXCANARI", "KJYVSEREIN", "19371129", "1937-11-29", "29/11/1937", "1371199876543", "QZXHOLDER",
            "73914682",
        ]

        init() throws { desk = try #require(Desk.current) }

        @Test func noneOfThemIsInALogAFileAnArgumentOrTheEnvironment() async throws {
            try await desk.makeReady(Self.holder)
            try await desk.sandbox.insertPatient(VitaleDescription(bearers: [Self.person]))
            let ended = ["found", "notFound", "several", "failed"]
            let state = try await desk.client.follow { ended.contains($0.ins.status ?? "") }
            #expect(state.patient["beneficiaries"]?.items.first?["name"]?.text == "ZWQXCANARI")
            #expect(desk.sandbox.service.callCount == 1)
            _ = try await desk.verb(["pin", "--stdin"], input: "73914682\n")
            _ = try await desk.client.search(state.patient.cardSession, body: #"{"name": "ZWQXCANARI"}"#)
            _ = try await desk.client.request("GET", "/v1/ZWQXCANARI?birthDate=1937-11-29")
            await desk.sandbox.removePatient()
            try await desk.client.follow { $0.patient.status == "absent" }

            // The log was written to its lowest level, and the ring has no other lines.
            let told = try await desk.verb(["log"]).lines
            for event in ["card.read", "pin.sessionBegun", "search.begun", "call.made", "search.ended", "card.removed"]
            {
                #expect(told.contains { $0.contains(" \(event): ") }, "\(event)")
                #expect(desk.logged(" \(event): ") > 0, "\(event)")
            }
            Self.expectClean(Data(told.joined(separator: "\n").utf8), "the ring")

            let files = try Self.files(in: desk.folder)
            #expect(files.contains(desk.sandbox.agentLog))
            for file in files { Self.expectClean(try Data(contentsOf: URL(filePath: file)), file) }
            for pid in [desk.sandbox.agent.pid, desk.sandbox.pcscd.pid] {
                for name in ["cmdline", "environ"] {
                    let bytes = Processes.read(name, of: pid)
                    #expect(!bytes.isEmpty)
                    Self.expectClean(Data(bytes), "\(pid) \(name)")
                }
            }
        }

        private static func files(in folder: String) throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: folder).map { folder + "/" + $0 }.filter { path in
                let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
                return type == .typeRegular
            }
        }

        private static func expectClean(_ data: Data, _ place: String) {
            let text = String(decoding: data, as: UTF8.self)
            for pattern in patterns {
                #expect(text.range(of: pattern, options: .regularExpression) == nil, "\(pattern) in \(place)")
            }
        }

        @Test(.enabled(if: geteuid() == 0, "only root can start it as another user"))
        func theAgentsMemoryBelongsToNobodyElse() async throws {
            let user: [String] = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
            let agent = try await OwnAgent(
                desk, caPEM: String(contentsOfFile: desk.sandbox.access.caFile, encoding: .utf8), prefix: user)
            let status = String(decoding: Processes.read("status", of: agent.process.pid), as: UTF8.self)
            #expect(status.contains("Uid:\t65534"))
            let owner = try FileManager.default.attributesOfItem(atPath: "/proc/\(agent.process.pid)/mem")
            #expect(owner[.ownerAccountID] as? Int == 0, "a process that may not be dumped belongs to root in /proc")
        }
    }
}
