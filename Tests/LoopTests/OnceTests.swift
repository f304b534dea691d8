import Foundation
import Testing

extension Loop {
    @Suite struct OnceTests {
        @Test func itPrintsOneDocumentWithTheIdentityAndLeavesNothingBehind() async throws {
            let record = FileManager.default.temporaryDirectory.appending(path: "loop-record-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: record) }
            let program = try Program("insi-sandbox", ["--once", "--record", record.path])
            program.endInput()
            try await Waiting.until("its children", within: 10) { Processes.descendants(of: program.pid).count > 1 }
            let children = Processes.descendants(of: program.pid)
            let output = try await program.end()
            #expect(output.status == 0, "\(output.errorLines)")
            #expect(output.lines.count == 1)
            let state = try JSON(Array(try #require(output.lines.first as String?).utf8))
            #expect(state.ins.status == "found")
            #expect(state.ins["identity"]?["matricule"]?.text == "1810163220751")
            #expect(state.ins["identity"]?["key"]?.text == "40")
            #expect(state.ins["usable"]?.boolean == true)
            #expect(children.filter(Processes.isAlive) == [])
            #expect(Self.folders(of: program.pid) == [])
            let names = try FileManager.default.contentsOfDirectory(atPath: record.path).sorted()
            #expect(names == ["0001-answer.xml", "0001-request.xml"])
            let request = try String(contentsOf: record.appending(path: names[1]), encoding: .utf8)
            #expect(request.contains("1810163220751") && request.contains("SignatureValue"))
        }

        @Test func twoAtTheSameTimeDoNotDisturbEachOther() async throws {
            async let first = Program.run("insi-sandbox", ["--once"])
            async let second = Program.run("insi-sandbox", ["--once"])
            for output in [try await first, try await second] {
                #expect(output.status == 0, "\(output.errorLines)")
                #expect(output.lines.count == 1)
            }
        }

        @Test func aFamilyEndsItWithOneLineSinceNobodyChooses() async throws {
            let card = try Self.file(
                """
                {"bearers": [
                  {"name": "ADRDEUX", "givenName": "LAURENT", "birthDate": "1981-01-01", "matricule": "1810163220751"},
                  {"name": "ADRDEUX", "givenName": "LEA", "birthDate": "2012-05-14"}]}
                """)
            defer { try? FileManager.default.removeItem(atPath: card) }
            let output = try await Program.run("insi-sandbox", ["--once", "--patient", card], within: 10)
            #expect(output.status != 0)
            #expect(output.lines == [])
            #expect(output.errorLines.count == 1)
            #expect(output.errorLines.first?.contains("bénéficiaire") == true)
        }

        @Test func anUnknownKeyOfACardFileIsNamedInOneLine() async throws {
            let card = try Self.file(#"{"bearers": [], "couleur": "vert"}"#)
            defer { try? FileManager.default.removeItem(atPath: card) }
            let output = try await Program.run("insi-sandbox", ["--once", "--patient", card])
            #expect(output.status != 0)
            #expect(output.lines == [])
            #expect(output.errorLines.count == 1)
            #expect(output.errorLines.first?.contains("couleur") == true)
        }

        @Test func aCardFileThatIsMissingIsNamedInOneLine() async throws {
            let output = try await Program.run("insi-sandbox", ["--once", "--patient", "/nowhere/card.json"])
            #expect(output.status != 0)
            #expect(output.errorLines.count == 1)
            #expect(output.errorLines.first?.contains("/nowhere/card.json") == true)
        }

        static func folders(of pid: Int32) -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [])
                .filter { $0.hasPrefix("insi-sandbox-\(pid)-") }
        }

        static func file(_ text: String) throws -> String {
            let path = NSTemporaryDirectory() + "loop-\(UUID().uuidString).json"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }
    }
}
