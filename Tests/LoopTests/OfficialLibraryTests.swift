import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// Official libraries, compiled here, behind the real agent and its helper program.
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

        /// API de lecture by its prototypes: the content of Laurent's card, as its second bearer of that day.
        private static let reading = #"""
            #include <string.h>
            unsigned short Hn_Init(unsigned char *path, unsigned short *mode, unsigned short *code) { return 0; }
            unsigned short Hn_Finir(unsigned short *code) { return 0; }
            unsigned short Hn_LectureVitaleDonneesIdentification(short patience, char *data, unsigned int *length,
                short *state, unsigned short *code) {
                strcpy(data, "<T_AsnDonneesVitale><numSerie>4711</numSerie><listeBenef><T_AsnBeneficiaire><ident>"
                    "<nomUsuel>ADRDEUX</nomUsuel><prenomUsuel>LAURENT</prenomUsuel>"
                    "<naissance><date>01011981</date></naissance><rangDeNaissance>2</rangDeNaissance>"
                    "<nir>1810163220751 40</nir></ident><amo><qualBenef>0</qualBenef></amo></T_AsnBeneficiaire>"
                    "</listeBenef></T_AsnDonneesVitale>");
                *length = strlen(data); *state = 0;
                return 0;
            }
            """#

        /// Compiles a library; where it is.
        private static func compile(_ source: String, _ name: String, in folder: String) async throws -> String {
            try source.write(toFile: "\(folder)/\(name).c", atomically: true, encoding: .utf8)
            let library = "\(folder)/lib\(name).so"
            let compiled = try await Program.run(
                "/usr/bin/cc", ["-shared", "-fPIC", "-o", library, "\(folder)/\(name).c"])
            try #require(compiled.status == 0, "\(compiled.errorLines)")
            return library
        }

        private static func run(
            nature: Character, dies: Bool = false, reads: Bool = false, _ body: (Desk, String) async throws -> Void
        ) async throws {
            let folder = "/tmp/libraries-\(UUID().uuidString.prefix(8))"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let mica = try await compile(source(nature: nature, dies: dies), "mica", in: folder)
            var settings: [SandboxOptions.Setting] = [
                .init("vitale", "Mica", mica), .init("insi", "VitaleAssertion", "required"),
            ]
            if reads {
                settings += [
                    .init("vitale", "ApiLec", try await compile(reading, "reading", in: folder)),
                    .init("vitale", "ApiLecConfiguration", folder + "/"),
                ]
            }
            let sandbox = try await Sandbox.start(
                SandboxOptions(products: Products.folder, record: folder, settings: settings))
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

        /// The service knows Laurent with rank 1: what the library says decides.
        @Test func theRankThatOnlyTheReadingLibraryTellsReachesTheService() async throws {
            try await Self.run(nature: "T", reads: true) { desk, folder in
                try await desk.makeReady()
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                let state = try await desk.client.follow { $0.ins.status == "notFound" }
                #expect(state.patient["assumed"]?.items.count == 0)
                let request = try String(contentsOfFile: folder + "/0001-request.xml", encoding: .utf8)
                #expect(request.contains("RangNaissance>2<"))
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
