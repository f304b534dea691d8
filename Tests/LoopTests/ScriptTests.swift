import Foundation
import Testing

extension Loop {
    @Suite struct ScriptTests {
        @Test func itTellsWhereEverythingIsThenAnswersEachCommandAndQuits() async throws {
            let program = try Program("insi-sandbox", ["--script"])
            let ready = try JSON(Array(try await program.line().utf8))
            #expect(ready.keys == ["url", "token", "openURL", "pcscdSocket", "insiURL", "caFile"])
            #expect(try await program.ask("insert professional")["ok"]?.boolean == true)
            #expect(try await program.ask("pin 9999")["problem"]?.text?.contains("pin.wrong") == true)
            #expect(try await program.ask("pin 1234")["ok"]?.boolean == true)
            #expect(try await program.ask("insert patient")["ok"]?.boolean == true)
            let client = try client(ready)
            let state = try await client.follow { $0.ins.status == "found" }
            #expect(state.ins["identity"]?["birthName"]?.text == "ADRDEUX")
            #expect(try await program.ask("insert patient")["ok"]?.boolean == false)
            #expect(try await program.ask("remove patient")["ok"]?.boolean == true)
            try await client.follow(within: 3) { $0.patient.status == "absent" }
            #expect(try await program.ask("remove professional")["ok"]?.boolean == true)
            for wrong in ["dance", "insert", "insert dog", "remove patient now", "pin", "quit now"] {
                let answer = try await program.ask(wrong)
                #expect(answer["ok"]?.boolean == false, "\(wrong)")
                #expect(answer["problem"]?.text?.hasPrefix("commande inconnue") == true, "\(wrong)")
            }
            #expect(try await program.ask("quit")["ok"]?.boolean == true)
            #expect(try await program.end().status == 0)
        }

        @Test func cardFilesCanBeInserted() async throws {
            let patient = try OnceTests.file(
                """
                {"bearers": [{"name": "NESSI", "givenName": "NATHALIE", "birthDate": "1977-07-14",
                  "matricule": "2770763220829"}], "layout": "padded"}
                """)
            let professional = try OnceTests.file(#"{"surname": "ESSAI", "pin": "4321", "triesLeft": 2}"#)
            defer { for path in [patient, professional] { try? FileManager.default.removeItem(atPath: path) } }
            let program = try Program("insi-sandbox", ["--script"])
            let client = try client(JSON(Array(try await program.line().utf8)))
            #expect(try await program.ask("insert professional \(professional)")["ok"]?.boolean == true)
            let holder = try await client.state().professional
            #expect(holder["pinTriesLeft"]?.number == 2)
            #expect(holder["holder"]?["name"]?.text?.hasSuffix("ESSAI") == true)
            #expect(try await program.ask("pin 4321")["ok"]?.boolean == true)
            #expect(try await program.ask("insert patient \(patient)")["ok"]?.boolean == true)
            let state = try await client.follow { $0.ins.status == "found" }
            #expect(state.ins["identity"]?["key"]?.text == "10")
            program.endInput()
            #expect(try await program.end().status == 0, "the end of input ends it")
        }

        @Test func cardsThatComeAlongFaultsAndThePadAreCommands() async throws {
            let program = try Program("insi-sandbox", ["--script", "--pin-pad", "--set", "agent.Automatic=non"])
            let client = try client(JSON(Array(try await program.line().utf8)))
            #expect(try await program.ask("fault patient removed-at 3")["ok"]?.boolean == true)
            #expect(try await program.ask("insert patient @vitale-corse")["ok"]?.boolean == true)
            #expect(try await client.state().patient.status == "absent")
            #expect(try await program.ask("insert patient @vitale-corse")["ok"]?.boolean == true)
            #expect(try await client.state().patient["beneficiaries"]?.items.count == 2)
            #expect(try await program.ask("insert professional @cps4")["ok"]?.boolean == true)
            #expect(try await client.state().professional["generation"]?.text == "CPS4")
            #expect(try await program.ask("pad 1234")["ok"]?.boolean == true)
            #expect(try await client.request("POST", "/v1/professional/pin-request", body: "{}").status == 202)
            try await client.follow { $0.professional.status == "ready" }
            #expect(try await client.state().ins.status == "idle", "nothing is automatic")
            let unknown = try await program.ask("insert patient @chat")
            #expect(unknown["problem"]?.text?.contains("vitale-corse") == true, "it names what there is")
            for wrong in [
                "fault patient", "fault patient removed-at 0", "fault dog silent", "fault patient sharing x", "pad",
            ] {
                #expect(
                    try await program.ask(wrong)["problem"]?.text?.hasPrefix("commande inconnue") == true, "\(wrong)")
            }
            program.endInput()
            #expect(try await program.end().status == 0)
        }

        @Test func theCardsThatComeAlongAreListed() async throws {
            let output = try await Program.run("insi-sandbox", ["--cards"])
            #expect(output.status == 0)
            #expect(output.lines.count == 47)
            #expect(output.lines.allSatisfy { $0.hasPrefix("@") && $0.contains(" : ") && $0.count > 20 })
        }

        @Test func aSIGTERMEndsItCleanly() async throws {
            let program = try Program("insi-sandbox", ["--script"])
            _ = try await program.line()
            let children = Processes.descendants(of: program.pid)
            program.send(signal: SIGTERM)
            #expect(try await program.end().status == 0)
            #expect(children.filter(Processes.isAlive) == [])
            #expect(OnceTests.folders(of: program.pid) == [])
        }

        @Test func noChildOutlivesItsSIGKILLAndTheNextStartClearsItsFolder() async throws {
            let program = try Program("insi-sandbox", ["--script"])
            _ = try await program.line()
            let children = Processes.descendants(of: program.pid)
            #expect(children.count >= 2, "pcscd and insi-agent")
            program.send(signal: SIGKILL)
            try await Waiting.until("children end", within: 2) { !children.contains(where: Processes.isAlive) }
            _ = try await program.end()
            #expect(OnceTests.folders(of: program.pid).count == 1)
            let next = try Program("insi-sandbox", ["--script"])
            _ = try await next.line()
            #expect(OnceTests.folders(of: program.pid) == [])
            #expect(OnceTests.folders(of: next.pid).count == 1)
            next.endInput()
            #expect(try await next.end().status == 0)
        }

        @Test func onceAndScriptExcludeEachOther() async throws {
            #expect(try await Program.run("insi-sandbox", ["--once", "--script"]).status == 64)
        }

        private func client(_ ready: JSON) throws -> AgentClient {
            let port = try #require(ready["url"]?.text?.split(separator: ":").last.flatMap { Int($0) })
            return AgentClient(port: port, token: try #require(ready["token"]?.text))
        }
    }
}
