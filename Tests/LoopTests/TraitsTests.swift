import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// WS_INS2 through the real agent: the identities and certification cases of insi.md 7.
    @Suite(.sandbox) struct TraitsTests {
        private let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        struct Case: Sendable, CustomTestStringConvertible {
            let name: String
            let givenNames: [String]
            let sex: String
            let date: String
            var place: String?
            let status: String
            var number: String?
            var key: String?
            let codes: [String]
            var reasons: [String] = []

            var testDescription: String { "\(name) \(givenNames) \(place ?? "")" }

            var body: String {
                let names = givenNames.map { "\"\($0)\"" }.joined(separator: ",")
                let place = place.map { ",\"birthPlace\":\"\($0)\"" } ?? ""
                return
                    "{\"birthName\":\"\(name)\",\"givenNames\":[\(names)],\"sex\":\"\(sex)\",\"birthDate\":\"\(date)\"\(place)}"
            }

            static func found(
                _ name: String, _ givenNames: [String], _ sex: String, _ date: String, _ place: String?,
                _ number: String, _ key: String, codes: [String] = ["00"], reasons: [String] = []
            ) -> Case {
                Case(
                    name: name, givenNames: givenNames, sex: sex, date: date, place: place, status: "found",
                    number: number, key: key, codes: codes, reasons: reasons)
            }
        }

        static let dominique = Case.found(
            "ADRTROIS", ["DOMINIQUE"], "F", "1997-02-26", nil, "297022A020778", "78")

        static let cases: [Case] = [
            dominique,
            .found("ADRUN", ["ZOE"], "F", "1975-12-31", "63220", "2751263220749", "74"),
            .found("ADRDEUX", ["LAURENT"], "M", "1981-01-01", nil, "1810163220751", "40"),
            .found(
                "ADRDEUX", ["LAURENT"], "M", "1981-01-01", "75056", "1810163220751", "40",
                reasons: ["birthPlace.differsFromRequest"]),
            .found("ADRTROIS", ["TOUSSAINT"], "M", "1960-01-01", "2B020", "160012B020777", "13"),
            .found("adrtrois", ["Toussaint"], "M", "1960-01-01", nil, "160012B020777", "13"),
            .found("D'ARTAGNAN DE L'HERAULT", ["PIERRE-ALAIN"], "M", "2001-06-17", nil, "1010663220754", "60"),
            .found("d’Artagnan de l’Hérault", ["Pierre-Alain"], "M", "2001-06-17", nil, "1010663220754", "60"),
            .found("TCHITCHI", ["CATARINA"], "F", "1936-06-21", nil, "2360663220836", "56"),
            .found(
                "TCHITCHI", ["OLA", "CATARINA"], "F", "1936-06-21", nil, "2360663220836", "56", codes: ["01", "00"],
                reasons: ["givenName.differsFromRequest"]),
            Case(
                name: "HOUILLES", givenNames: ["PIERRE", "PAUL", "JACQUES"], sex: "M", date: "1993-01-27",
                status: "notFound", codes: ["01", "01", "01", "01"]),
            Case(
                name: "DE VINCI", givenNames: ["LEONARDO"], sex: "M", date: "2014-02-01", status: "several",
                codes: ["02"]),
            .found(
                "DE VINCI", ["LEONARDO"], "M", "2014-02-01", "63220", "1140263220833", "56", codes: ["02", "00"]),
            .found("ECETINSI", ["PIERRE-ALAIN"], "M", "2009-07-14", nil, "1090763220834", "89"),
            .found("PROVISOIRE", ["MATRICULE"], "M", "2009-07-01", nil, "1090763220888", "35"),
            .found("CORSE", ["ANTHONY"], "M", "1980-03-02", nil, "180032B020401", "23"),
            .found("HERMAN", ["GATIEN"], "M", "1981-03-24", nil, "1810363220456", "76"),
            .found("NESSI", ["MICHELANGELO"], "M", "2010-08-07", nil, "1100863220830", "60"),
            .found("NESSI", ["RUTH"], "F", "1977-07-14", nil, "2770763220830", "09"),
            .found("NESSI", ["NATHALIE"], "F", "1977-07-14", nil, "2770763220829", "10"),
            .found("PATB-QUATRE", ["LAURENCE"], "F", "1907-05-25", "85756", "2070585756270", "97"),
            Case(
                name: "D’ÆION", givenNames: ["CŒUR"], sex: "M", date: "1987-01-01", place: "2B020",
                status: "notFound", codes: ["01"]),
        ]

        @Test(arguments: cases) func isAnswered(_ test: Case) async throws {
            try await ready()
            let answer = try await desk.searchTraits(test.body)
            #expect(answer.status == 200)
            let ins = try #require(answer.json)
            #expect(ins.status == test.status)
            #expect(ins["identity"]?["matricule"]?.text == test.number)
            #expect(ins["identity"]?["key"]?.text == test.key)
            #expect(ins["attempts"]?.items.compactMap { $0["returnCode"]?.text } == test.codes)
            #expect(ins["notUsableBecause"]?.items.compactMap(\.text) == test.reasons)
            #expect(ins["usable"] == .boolean(test.number != nil && test.reasons.isEmpty))
            #expect(try await desk.client.state().ins.status == "idle")
        }

        /// The professional's card stays in over the cases.
        private func ready() async throws {
            guard try await desk.client.state().professional.status != "ready" else { return }
            try await desk.clear()
            try await desk.makeReady()
        }

        @Test(arguments: [
            (#"{"birthName":"DUP0NT","givenNames":["ZOE"],"sex":"F","birthDate":"1999-12-31"}"#, "traits.birthName"),
            (#"{"birthName":"DUPONT","givenNames":["ZOÉ-"],"sex":"F","birthDate":"1999-12-31"}"#, "traits.givenName"),
            (#"{"birthName":"DUPONT","givenNames":[],"sex":"F","birthDate":"1999-12-31"}"#, "traits.givenName"),
            (#"{"birthName":"DUPONT","givenNames":"ZOE","sex":"I","birthDate":"1999-12-31"}"#, "traits.sex"),
            (
                #"{"birthName":"DUPONT","givenNames":"ZOE","sex":"F","birthDate":"1999-00-00"}"#,
                "traits.birthDateIncomplete"
            ),
            (#"{"birthName":"DUPONT","givenNames":"ZOE","sex":"F","birthDate":"1999-02-30"}"#, "traits.birthDate"),
            (
                #"{"birthName":"DUPONT","givenNames":"ZOE","sex":"F","birthDate":"1999-12-31","birthPlace":"6322"}"#,
                "traits.birthPlace"
            ),
            (#"{"givenNames":"ZOE","sex":"F","birthDate":"1999-12-31"}"#, "request.malformed"),
            (#"{"birthName":1,"givenNames":"ZOE","sex":"F","birthDate":"1999-12-31"}"#, "request.malformed"),
            (#"{"name":"A","givenNames":"ZOE","sex":"F","birthDate":"1999-12-31"}"#, "request.malformed"),
            (
                #"{"birthName":"A","givenNames":"B","sex":"F","birthDate":"1999-12-31","local":{"attributes":["fictif"]}}"#,
                "local.fictitious"
            ),
            (
                #"{"birthName":"A","givenNames":"B","sex":"F","birthDate":"1999-12-31","local":{"status":"qualifiee"}}"#,
                "local.qualified"
            ),
            (
                #"{"birthName":"A","givenNames":"B","sex":"F","birthDate":"1999-12-31","local":{"status":"sure"}}"#,
                "request.malformed"
            ),
            (
                #"{"birthName":"A","givenNames":"B","sex":"F","birthDate":"1999-12-31","purpose":"check"}"#,
                "request.scope"
            ),
            ("[]", "request.malformed"), ("{", "request.malformed"), ("", "request.malformed"),
        ])
        func isRefusedBeforeAnyCall(_ body: String, _ code: String) async throws {
            try await ready()
            let calls = desk.sandbox.service.callCount
            let answer = try await desk.searchTraits(body)
            expectProblem(answer.json, code)
            let isAboutTheCaller = code.hasPrefix("request.")
            #expect(isAboutTheCaller == (answer.json?["rule"] == nil))
            #expect(desk.sandbox.service.callCount == calls)
        }

        @Test func aQualifiedIdentityWithATemporaryNumberIsAskedForAgain() async throws {
            try await ready()
            func local(_ oid: String) -> String {
                let local = ",\"local\":{\"status\":\"qualifiee\",\"oid\":\"\(oid)\"}}"
                return String(Self.dominique.body.dropLast()) + local
            }
            #expect(try await desk.searchTraits(local("1.2.250.1.213.1.4.9")).json?.status == "found")
            expectProblem(try await desk.searchTraits(local("1.2.250.1.213.1.4.8")).json, "local.qualified")
        }

        @Test func aRightIsNeededAndKeysAreEachCallersOwn() async throws {
            try await ready()
            let body = Self.dominique.body
            let other = try await desk.add(["status", "ins:vitale"])
            expectProblem(try await other.searchTraits(body).json, "request.scope")
            let calls = desk.sandbox.service.callCount
            let first = try await desk.client.searchTraits(body, headers: [("Idempotency-Key", "k")])
            let again = try await desk.client.searchTraits(body, headers: [("Idempotency-Key", "k")])
            #expect(first.json == again.json)
            #expect(desk.sandbox.service.callCount == calls + 1)
            let id = try #require(first.json?["requestId"]?.text)
            #expect(try await desk.client.request("GET", "/v1/ins/results/\(id)").json == first.json)
            expectProblem(try await other.request("GET", "/v1/ins/results/\(id)").json, "request.notFound")
            let blind = try await desk.add(["ins:traits"])
            let seen = try await blind.searchTraits(body).json
            #expect(seen?.status == "found" && seen?["identity"] == nil && seen?["usable"] == nil)
        }

        @Test func aServiceThatIsDownIsAskedAgainAndThenTheSearchGoesOnAList() async throws {
            try await ready()
            let service = desk.sandbox.service
            let calls = service.callCount
            service.set(.fault(.desir1020), for: 2)
            #expect(try await desk.searchTraits(Self.dominique.body).json?.status == "found")
            #expect(service.callCount == calls + 3)
            service.set(.unavailable, for: 3)
            let failed = try await desk.client.searchTraits(Self.dominique.body)
            expectProblem(failed.json, "insi.unavailable")
            #expect(service.callCount == calls + 6)
            let id = try #require(failed.json?["requestId"]?.text)
            let other = try await desk.add(["ins:list"])
            let line = "{\"lines\":[{\"requestId\":\"\(id)\"}]}"
            expectProblem(
                try await other.request("POST", "/v1/ins/worklists", body: line).json, "worklist.notQueueable")
            let list = try await desk.client.request(
                "POST", "/v1/ins/worklists", body: #"{"lines":[{"reference":"r","requestId":"\#(id)"}]}"#)
            #expect(list.status == 201)
            let path = "/v1/ins/worklists/" + (list.json?["id"]?.text ?? "")
            let done = try await until(path) { $0.status == "done" }
            #expect(done["lines"]?.items.first?["result"]?["identity"]?["matricule"]?.text == "297022A020778")
            #expect(done["lines"]?.items.first?["reference"]?.text == "r")
            #expect(desk.logged("purpose=workList") >= 1)
            #expect(try await desk.client.request("DELETE", path).status == 204)
            expectProblem(try await desk.client.request("GET", path).json, "request.notFound")
        }

        /// Waits until a list is as wanted.
        private func until(_ path: String, _ isWanted: (JSON) -> Bool) async throws -> JSON {
            let deadline = ContinuousClock.now + .seconds(20)
            var last = JSON.null
            while ContinuousClock.now < deadline {
                last = try JSON(try await desk.client.request("GET", path).body)
                if isWanted(last) { return last }
                _ = try await desk.client.request("GET", "/v1/state?wait=1")
            }
            throw Waiting.TimeOver(description: "the list stays \(last)")
        }

        @Test func workListsAreSealedBoundedAndTheCallersOwn() async throws {
            try await desk.clear()
            let line = #"{"birthName":"ZZCANARI","givenNames":["QUIRINETTE"],"sex":"F","birthDate":"1987-06-13"}"#
            let made = try await desk.client.request("POST", "/v1/ins/worklists", body: "{\"lines\":[\(line)]}")
            let path = "/v1/ins/worklists/" + (made.json?["id"]?.text ?? "")
            #expect(made.json?["lines"]?.items.first?.status == "waiting")
            let all = try await desk.client.request("GET", "/v1/ins/worklists").json
            #expect(all?["worklists"]?.items.count == 1)
            let other = try await desk.add(["ins:list"])
            expectProblem(try await other.request("GET", path).json, "request.notFound")
            let paused = try await desk.client.request("POST", path + "/pause", body: "{}")
            #expect(paused.json?.status == "paused")
            let sealed = try Data(contentsOf: URL(filePath: desk.folder + "/state/worklists.sealed"))
            for text in ["ZZCANARI", "QUIRINETTE", "1987"] { #expect(sealed.firstRange(of: Data(text.utf8)) == nil) }
            #expect(try await desk.client.request("POST", path + "/resume", body: "{}").json?.status == "running")
            let many = Array(repeating: line, count: 101).joined(separator: ",")
            let full = try await desk.client.request("POST", "/v1/ins/worklists", body: "{\"lines\":[\(many)]}")
            expectProblem(full.json, "worklist.full")
            expectProblem(
                try await desk.client.request("POST", "/v1/ins/worklists", body: #"{"lines":[{"requestId":"x"}]}"#)
                    .json,
                "worklist.notQueueable")
            #expect(try await desk.client.request("DELETE", path).status == 204)
        }

        @Test func nothingOfAPersonReachesLogsFilesOrProblems() async throws {
            try await ready()
            let canaries = ["ZZCANARI", "QUIRINETTE", "1987-06-13", "2B999", "QUIRIN3"]
            let person = #""birthName":"ZZCANARI","sex":"F","birthDate":"1987-06-13","birthPlace":"2B999""#
            let bodies = ["[\"QUIRINETTE\"]", "[\"QUIRIN3\"]", "\"QUIRINETTE\",\"ZZCANARI\":1", "[[\"QUIRINETTE\"]]"]
            var told = ""
            for names in bodies {
                let answer = try await desk.searchTraits("{\(person),\"givenNames\":\(names)}")
                told += String(decoding: answer.body, as: UTF8.self)
            }
            desk.sandbox.service.set(.fault(.insi19), for: 1)
            let refused = try await desk.searchTraits("{\(person),\"givenNames\":[\"QUIRINETTE\"]}")
            told += String(decoding: refused.body, as: UTF8.self)
            _ = try await desk.client.request(
                "POST", "/v1/ins/worklists", body: "{\"lines\":[{\(person),\"givenNames\":[\"QUIRINETTE\"]}]}")
            let files = try FileManager.default.subpathsOfDirectory(atPath: desk.folder)
            var kept = told
            for file in files {
                guard let bytes = FileManager.default.contents(atPath: desk.folder + "/" + file) else { continue }
                kept += String(decoding: bytes, as: UTF8.self)
            }
            #expect(kept.contains("search.ended"))
            for canary in canaries { #expect(!kept.contains(canary), "\(canary)") }
        }

        @Test func verificationIsOffUnlessItsFormatIsConfigured() async throws {
            try await ready()
            let body = """
                {"matricule":"1810163220751","key":"40","oid":"1.2.250.1.213.1.4.8","birthName":"ADRDEUX",\
                "givenNames":["LAURENT"],"sex":"M","birthDate":"1981-01-01"}
                """
            let off = try await desk.client.request("POST", "/v1/ins/verification", body: body)
            expectProblem(off.json, "verification.off")
        }
    }

    /// WS_INS3 with the simulator's own stand-ins for what is not public.
    @Suite(
        .sandbox(settings: [
            .init("insi", "VerificationNamespace", "http://www.cnamts.fr/INSiLot2/REQUnitaire"),
            .init("insi", "VerificationAction", "urn:ServiceIdentiteCertifiee:1.0.0:verifierInsAvecTraitsIdentite"),
        ]))
    struct VerificationTests {
        @Test func aKnownIdentityIsVerifiedAndAnotherIsNot() async throws {
            let desk = try #require(Desk.current)
            try await desk.clear()
            try await desk.makeReady()
            for (name, verified) in [("LAURENT", true), ("LAURENTE", false)] {
                let body = """
                    {"matricule":"1810163220751","key":"40","oid":"1.2.250.1.213.1.4.8","birthName":"ADRDEUX",\
                    "givenNames":["\(name)"],"givenNameList":"\(name)","sex":"M","birthDate":"1981-01-01"}
                    """
                let answer = try await desk.client.request("POST", "/v1/ins/verification", body: body, timeout: 30)
                #expect(answer.json?["verified"] == .boolean(verified))
            }
            let wrong =
                #"{"matricule":"1810163220751","key":"41","oid":"1","birthName":"A","givenNames":"B","sex":"M","birthDate":"1981-01-01"}"#
            expectProblem(
                try await desk.client.request("POST", "/v1/ins/verification", body: wrong).json, "traits.matricule")
        }
    }
}
