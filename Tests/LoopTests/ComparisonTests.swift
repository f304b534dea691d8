import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// Comparison and advice about a status, through the real agent.
    @Suite(.sandbox) struct ComparisonTests {
        private let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        private func compare(
            _ body: String, by client: AgentClient? = nil, card: String? = nil
        ) async throws -> RawHTTP.Answer {
            try await (client ?? desk.client).request(
                "POST", "/v1/ins/comparison", headers: card.map { [("If-Match", "\"\($0)\"")] } ?? [], body: body)
        }

        private func trait(_ name: String, of answer: JSON?) throws -> JSON {
            try #require(answer?["traits"]?.items.first { $0["trait"]?.text == name })
        }

        @Test func twoIdentitiesOfTheRequestAreComparedWithoutCardOrCall() async throws {
            let calls = desk.sandbox.service.callCount
            let answer = try await compare(
                #"""
                {"local": {"birthName": "Martin", "usedName": "D’Artagnan de l’Hérault", "firstGivenName": "pierre alain",
                           "usedGivenName": "Pierrot", "sex": "M", "birthDate": "2001-17-06"},
                 "identity": {"birthName": "D'ARTAGNAN DE L'HERAULT", "givenNames": "PIERRE-ALAIN GUNTHER", "sex": "M",
                              "birthDate": "2001-06-17", "birthPlace": "63220", "kind": "NIR", "test": true, "history": []}}
                """#)
            let json = answer.json
            #expect(answer.status == 200 && json?["verdict"]?.text == "different" && json?["differs"]?.boolean == true)
            #expect(
                json?["look"]?.items.compactMap(\.text) == ["birthDate", "birthName", "birthPlace", "firstGivenName"])
            #expect(try trait("birthName", of: json)["reason"]?.text == "usedName")
            #expect(try trait("birthDate", of: json)["reason"]?.text == "dayMonth")
            #expect(try trait("firstGivenName", of: json)["outcome"]?.text == "equivalent")
            #expect(try trait("birthPlace", of: json)["reason"]?.text == "notLocal")
            #expect(json?["firstGivenName"]?["spelling"]?.text == "PIERRE-ALAIN")
            #expect(json?["score"]?["points"]?.number == 28 && json?["score"]?["text"]?.text?.contains("−30") == true)
            #expect(!String(decoding: answer.body, as: UTF8.self).contains("Pierrot"))
            #expect(desk.sandbox.service.callCount == calls)
        }

        @Test(arguments: [
            ("{}", "request.malformed"), (#"{"local": {}}"#, "request.malformed"),
            (#"{"local": {}, "identity": {}, "requestId": "x"}"#, "request.malformed"),
            (#"{"local": {"name": "A"}, "identity": {}}"#, "request.malformed"),
            (#"{"local": {"birthDate": "12/03/1980"}, "identity": {}}"#, "request.malformed"),
            (#"{"local": {"givenNames": [1]}, "identity": {}}"#, "request.malformed"),
            (#"{"local": {"matricule": "123"}, "identity": {}}"#, "traits.matricule"),
            (#"{"local": {"matricule": "1810163220751", "key": "41"}, "identity": {}}"#, "traits.matricule"),
            (
                #"{"local": {"birthName": "\#(String(repeating: "A", count: 201))"}, "identity": {}}"#,
                "request.malformed"
            ),
            (#"{"local": {}, "requestId": "unknown"}"#, "request.notFound"),
            (#"{"local": {"birthName": "A", "birthName": "B"}, "identity": {}}"#, "request.malformed"),
            (#"{"local": {}, "identity": {"history": [{"from": 5}]}}"#, "request.malformed"),
        ])
        func whatCannotBeComparedIsRefused(_ body: String, _ code: String) async throws {
            expectProblem(try await compare(body).json, code)
        }

        @Test func theResultOfTheCardInPlaceIsNamedWithItsCard() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { $0.ins.status == "found" }
            let session = try #require(state.patient.cardSession)
            let id = try #require(state["ins"]?["requestId"]?.text)
            let body =
                #"{"local": {"birthName": "ADRDEUX", "firstGivenName": "LAURENT", "birthDate": "1981-01-01"}, "requestId": "\#(id)"}"#
            expectProblem(try await compare(body).json, "request.preconditionRequired")
            expectProblem(try await compare(body, card: "another").json, "request.cardSession")
            let answer = try await compare(body, card: session).json
            #expect(answer?["verdict"]?.text == "incomplete" && answer?["differs"]?.boolean == false)
            #expect(answer?["requestId"]?.text == id)
            #expect(try trait("matricule", of: answer)["ins"]?.text == "1810163220751")

            let blind = try await desk.add(["status", "ins:vitale"])
            expectProblem(try await compare(body, by: blind, card: session).json, "request.scope")
            let other = try await desk.add(["ins", "ins:traits"])
            expectProblem(try await compare(body, by: other, card: session).json, "request.scope")
            let numberless = try await desk.add(["ins", "ins:vitale"])
            let seen = try await compare(body, by: numberless, card: session)
            #expect(try trait("matricule", of: seen.json)["ins"] == nil)
            let guess = body.replacingOccurrences(
                of: "\"birthName\"", with: "\"matricule\": \"2751263220749\", \"birthName\"")
            expectProblem(try await compare(guess, by: numberless, card: session).json, "request.scope")
            let wrong = try await compare(guess, card: session).json
            #expect(wrong?["score"]?["points"]?.number == 0 && wrong?["look"]?.items.first?.text == "matricule")
            await desk.sandbox.removePatient()
            try await desk.client.follow { $0.patient.status == "absent" }
            #expect(try await compare(body).json?["verdict"]?.text == "incomplete", "kept for its bounded time")
        }

        @Test func theResultOfASearchByTraitsIsItsCallersOnly() async throws {
            try await desk.clear()
            try await desk.makeReady()
            let caller = try await desk.add(["ins", "ins:traits"])
            let found = try await caller.searchTraits(TraitsTests.dominique.body).json
            let id = try #require(found?["requestId"]?.text)
            let body = #"{"local": {"birthName": "ADRTROIS", "firstGivenName": "DOMINIQUE"}, "requestId": "\#(id)"}"#
            #expect(try await compare(body, by: caller).json?["verdict"]?.text == "incomplete")
            expectProblem(try await compare(body).json, "request.notFound")
        }

        @Test func nobodyAndSeveralComeWithWhatToTryNext() async throws {
            try await desk.clear()
            try await desk.makeReady()
            func codes(_ body: String) async throws -> [String] {
                let json = try await desk.searchTraits(body).json
                #expect(json?["hints"]?.items.allSatisfy { $0["text"]?.text?.isEmpty == false } == true)
                return json?["hints"]?.items.compactMap { $0["code"]?.text } ?? []
            }
            let nobody = #"{"birthName": "INCONNUE", "givenNames": "ZOE", "sex": "F", "birthDate": "1999-12-31"}"#
            #expect(
                try await codes(nobody) == [
                    "birthName", "givenNames", "compoundGivenName", "birthDate", "sex", "vitaleCard",
                ])
            let several = #"{"birthName": "DE VINCI", "givenNames": "LEONARDO", "sex": "M", "birthDate": "2014-02-01"}"#
            #expect(try await codes(several) == ["givenNames", "birthPlace", "birthName", "vitaleCard"])
            let id = try await desk.client.searchTraits(several).json?["requestId"]?.text ?? ""
            expectProblem(
                try await compare(#"{"local": {}, "requestId": "\#(id)"}"#).json, "comparison.noIdentity")
            #expect(try await desk.searchTraits(TraitsTests.dominique.body).json?["hints"] == nil)
        }

        @Test(arguments: [
            (
                "qualifiee", "", "strictTraitChanged", "allowed", "provisoire",
                ["strictTraits", "status", "insInvalidation"]
            ),
            ("validee", #""homonyme""#, "insRetrieved", "allowed", "qualifiee", ["strictTraits", "status", "ins"]),
            ("provisoire", #""douteux""#, "documentChecked", "forbidden", "provisoire", []),
            ("recuperee", "", "transmissionRequested", "forbidden", "recuperee", []),
            ("recuperee", #""fictif""#, "documentChecked", "incoherent", "recuperee", []),
            ("qualifiee", "", "insRetrieved", "forbidden", "qualifiee", []),
        ])
        func adviceNamesItsRule(
            _ status: String, _ attributes: String, _ event: String, _ verdict: String, _ next: String,
            _ propagated: [String]
        ) async throws {
            let answer = try await desk.client.request(
                "POST", "/v1/ins/status-advice",
                body: #"{"status": "\#(status)", "attributes": [\#(attributes)], "event": "\#(event)"}"#
            ).json
            #expect(answer?["verdict"]?.text == verdict && answer?["status"]?.text == next)
            #expect(answer?["propagate"]?.items.compactMap(\.text) == propagated)
            #expect(answer?["rule"]?["source"]?.text?.isEmpty == false)
        }

        @Test(arguments: [
            "{}", #"{"status": "qualifiee"}"#, #"{"event": "documentChecked"}"#,
            #"{"status": "sure", "event": "documentChecked"}"#, #"{"status": "qualifiee", "event": "x"}"#,
            #"{"status": "qualifiee", "event": "documentChecked", "attributes": ["autre"]}"#,
        ])
        func aQuestionThatIsNoneIsRefused(_ body: String) async throws {
            expectProblem(
                try await desk.client.request("POST", "/v1/ins/status-advice", body: body).json, "request.malformed")
        }

        @Test func theTableOfTheCommandLineIsThatOfTheRules() async throws {
            let help = try await Program.run("insi-agent", ["help", "status"])
            let rows = help.lines.filter { $0.hasPrefix("INSi répond une identité") }
            #expect(rows.first?.split(separator: " ").suffix(6) == ["récup.", "=", "qualif.", "non", "non", "non"])
            #expect(help.lines.allSatisfy { $0.count <= 80 })
            #expect(help.lines.contains { $0.contains("EXI ID 26") })
        }
    }
}
