import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// A MICA library, compiled here, behind the real agent and its helper program.
    @Suite(.serialized) struct OfficialLibraryTests {
        /// MICA by its prototypes: one card of serial number 4711, of that nature; `dies` crashes when it is started.
        private static func source(nature: Character, dies: Bool) -> String {
            """
            #include <string.h>
            struct info { unsigned short type; char nature; unsigned char atr[33]; unsigned short length; char serial[21];
                unsigned short maker; unsigned char mother[256]; };
            unsigned short MICA_Init(void *list) { \(dies ? "*(volatile int *)0 = 1;" : "") return 0; }
            unsigned short MICA_Terminer(void) { return 0; }
            unsigned short MICA_LireVersion(char *text) { strcpy(text, "04.01.00"); return 0; }
            unsigned short MICA_ControlePresenceCarteVitale(char *reader, unsigned char *serial, unsigned char *state) {
                if (serial && serial[0]) *state = strcmp((char *)serial, "4711") == 0 ? 1 : 2;
                else { if (serial) strcpy((char *)serial, "4711"); *state = 0; }
                return 0;
            }
            unsigned short MICA_SignatureVitale(char *reader, unsigned char id, unsigned short length, unsigned char *data,
                struct info *card) {
                memset(card, 0, sizeof *card); card->type = 3; card->nature = '\(nature)'; strcpy(card->serial, "4711");
                return 0;
            }
            """
        }

        private static func run(
            nature: Character, dies: Bool = false, _ body: (Desk, String) async throws -> Void
        ) async throws {
            let folder = "/tmp/mica-\(UUID().uuidString.prefix(8))"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try source(nature: nature, dies: dies).write(
                toFile: folder + "/mica.c", atomically: true, encoding: .utf8)
            let compiled = try await Program.run(
                "/usr/bin/cc", ["-shared", "-fPIC", "-o", folder + "/libmica.so", folder + "/mica.c"])
            try #require(compiled.status == 0, "\(compiled.errorLines)")
            let sandbox = try await Sandbox.start(
                SandboxOptions(
                    products: Products.folder, record: folder,
                    settings: [
                        .init("vitale", "Mica", folder + "/libmica.so"), .init("insi", "VitaleAssertion", "required"),
                    ]))
            do {
                try await body(Desk(sandbox), folder)
            } catch {
                await sandbox.stop()
                throw error
            }
            await sandbox.stop()
        }

        @Test func theSerialNumberReachesTheServiceInAnAssertion() async throws {
            try await Self.run(nature: "T") { desk, folder in
                try await desk.makeReady()
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                try await desk.client.follow { $0.ins.status == "found" }
                let request = try String(contentsOfFile: folder + "/0001-request.xml", encoding: .utf8)
                #expect(request.contains("NameQualifier=\"VITALE\">000000004711<"))
                #expect(request.components(separatedBy: "<Assertion ").count == 3)
            }
        }

        @Test func aRealCardIsRefusedOnATestPlatform() async throws {
            try await Self.run(nature: "R") { desk, _ in
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                #expect(try await desk.client.state().patient.problemCode == "vitale.realCard")
            }
        }

        @Test func aLibraryThatCrashesStopsTheCallAndNotTheAgent() async throws {
            try await Self.run(nature: "T", dies: true) { desk, _ in
                try await desk.makeReady()
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                let state = try await desk.client.follow { $0.ins.status == "failed" }
                #expect(state.ins.problemCode == "vitale.serialRequired")
                #expect(desk.sandbox.service.callCount == 0)
                #expect(await desk.client.isHealthy())
            }
        }
    }
}
