import Foundation
import Testing

extension Loop {
    /// Who may call: listed, dated, revoked (endpoint.md 2), with the real verbs and sockets.
    @Suite(.sandbox) struct ClientsTests {
        let desk: Desk
        static let origin = "https://admission.example"

        init() throws { desk = try #require(Desk.current) }

        /// The listed clients of this name.
        private func listed(_ name: String) async throws -> [JSON] {
            let output = try await desk.verb(["client", "list", "--json"])
            #expect(output.status == 0)
            let document = try JSON(Array(try #require(output.lines.first).utf8))
            return (document["clients"]?.items ?? []).filter { $0["name"]?.text == name }
        }

        @Test func theListTellsWhoAndSinceWhenAndNothingOfATokenOrItsHash() async throws {
            let page = try await desk.add(["status", "ins:vitale"], origin: Self.origin, name: "listed page")
            let program = try await desk.add(["status"], name: "listed program")
            #expect(try await listed("listed page").first?["lastUsedAt"] == nil)
            _ = try await page.state()
            let client = try #require(try await listed("listed page").first)
            #expect(client["origin"]?.text == Self.origin && client["user"] == nil)
            #expect(client["scopes"]?.items.compactMap(\.text) == ["status", "ins:vitale"])
            #expect(client["scopeTexts"]?.items.count == 2)
            #expect(client["lastUsedAt"]?.text != nil && client["expiresAt"] == nil)
            #expect(try await listed("listed program").first?["user"]?.number == Int(geteuid()))

            let stored = try String(contentsOfFile: desk.folder + "/state/clients.json", encoding: .utf8)
            let hashes = stored.split(separator: "\"").filter { $0.count == 64 }.map { "\($0)" }
            #expect(hashes.count >= 2)
            let secrets = hashes + [page.token, program.token].compactMap { $0 }
            for verb in [["client", "list"], ["client", "list", "--json"]] {
                let text = try await desk.verb(verb).lines.joined()
                #expect(text.contains("listed page") && text.contains(Self.origin))
                for secret in secrets { #expect(!text.contains(secret)) }
            }
        }

        @Test func aRemovedClientIsCutOffAtOnceAlsoWhileItWaits() async throws {
            let page = try await desk.add(["status"], name: "to be removed")
            let state = try await page.state()
            let id = try #require(try await listed("to be removed").first?["id"]?.text)
            async let waiting = page.request("GET", "/v1/state?after=\(state["tag"]?.text ?? "")&wait=2")
            #expect(try await desk.verb(["client", "remove", id]).status == 0)
            expectProblem(try await page.request("GET", "/v1/state").json, "request.unauthenticated")
            #expect(try await waiting.status == 401)
            #expect(try await listed("to be removed") == [])
            let again = try await desk.verb(["client", "remove", id])
            #expect(again.status == 1 && again.errorLines.last?.hasSuffix("[request.notFound]") == true)
            #expect(try await desk.verb(["client", "remove", "../state"]).status == 64)
        }

        @Test func aTokenTellsItsEnd() async throws {
            let output = try await desk.verb(
                ["client", "add", "--name", "dated", "--scope", "status", "--days", "30"])
            #expect(output.status == 0)
            let client = try #require(try await listed("dated").first)
            let (created, end) = (client["createdAt"]?.text, client["expiresAt"]?.text)
            #expect(created.map { $0.suffix(9) } == end.map { $0.suffix(9) } && created != end)
            for days in ["0", "-1", "3661"] {
                let refused = try await desk.verb(
                    ["client", "add", "--name", "dated", "--scope", "status", "--days=\(days)"])
                #expect(refused.status == 1 && refused.lines == [])
            }
        }

        @Test func ourOwnPageListsAndRevokesButMakesNoClient() async throws {
            let client = try await desk.add(["status"], name: "seen by the page")
            let page = try await desk.page()
            let list = try JSON(try await page.request("GET", "/v1/clients").body)
            let seen = (list["clients"]?.items ?? []).first { $0["name"]?.text == "seen by the page" }
            let id = try #require(seen?["id"]?.text)
            #expect(try await page.request("DELETE", "/v1/clients/\(id)").status == 204)
            #expect(try await client.request("GET", "/v1/state").status == 401)
            let body = #"{"name": "x", "scopes": ["status"], "user": 0}"#
            expectProblem(try await page.request("POST", "/v1/clients", body: body).json, "request.scope")
        }
    }
}
