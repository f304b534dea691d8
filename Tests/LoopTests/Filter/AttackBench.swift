import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

/// The desk that is attacked: what a row may name, what it did, and how often.
final class AttackBench {
    /// What the agent says that it did, and what the cards and the service say.
    struct Work: Equatable {
        var insiCalls: Int
        var cardCommands: Int
        var callsReceived: Int
        var patientCommands: Int
        var professionalCommands: Int
    }

    private let desk: Desk
    private let person: AgentClient
    private var values: [String: String]
    /// How many rows of each group were run.
    private(set) var counts: [(group: String, rows: Int)] = []
    /// Rows that were run.
    var count: Int { counts.reduce(0) { $0 + $1.rows } }

    /// A desk where a search would run, with the tokens and codes that attackers have. The window for pairing is open, and
    /// `https://asking.example` asks in it.
    init(_ desk: Desk) async throws {
        self.desk = desk
        values = ["port": "\(desk.client.port)", "other": "\(desk.client.port + 1)", "user": desk.sandbox.access.token]
        try await desk.clear()
        person = try await desk.page()
        values["own"] = person.token
        values["used"] = try await Self.usedCode(desk)
        try await addTokens()
        let done = try await pair("https://done.example")
        values.merge(["donePairing": done.id, "doneCode": done.code]) { $1 }
        try await desk.sandbox.insertPatient(Fixtures.family)
        try await desk.put(ReticentCard(try desk.card()), into: desk.sandbox.professionalSlot)
        try await desk.client.follow { $0.professional.status == "locked" }
        try await desk.sandbox.enter(pin: "1234")
        let state = try await desk.client.follow { $0.ins.status == "waitingForBeneficiary" }
        let card: String = try #require(state.patient.cardSession)
        values["card"] = card
        values["hidden"] = String(decoding: Self.search.bytes(values), as: UTF8.self)
        try await openWindow()
    }

    private static let search = FilterRow.action(
        "a search that is right in every respect", 200, nil, [FilterRow.user, FilterRow.json, FilterRow.card])

    /// Sends what was hidden behind the rows.
    func search() async throws -> RawHTTP.Answer {
        try await RawHTTP.exchange(Self.search.bytes(values), port: desk.client.port, timeout: 30)
    }

    /// The counters, of both sides.
    func work() async throws -> Work {
        let text = String(decoding: try await desk.client.request("GET", "/metrics").body, as: UTF8.self)
        func counter(_ name: String) throws -> Int {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
            return try #require(Int(line.dropFirst(name.count + 1)))
        }
        return Work(
            insiCalls: try counter("insi_calls_total"), cardCommands: try counter("card_commands_total"),
            callsReceived: desk.sandbox.service.callCount, patientCommands: desk.sandbox.patientSlot.commandCount,
            professionalCommands: desk.sandbox.professionalSlot.commandCount)
    }

    /// Sends each row on a connection of its own and looks at its answer.
    func run(_ group: String, _ rows: [FilterRow]) async throws {
        for row in rows { await check(row, in: group) }
        counts.append((group, rows.count))
    }

    /// Nobody may ask to be let in any more.
    func closeWindow() async throws {
        #expect(try await person.request("DELETE", "/v1/pairing-window").status == 204)
    }

    /// Each operation that the served contract names: from a stranger's page, and without a token where one is needed.
    func contractRows() async throws -> [FilterRow] {
        let contract = try JSON(try await desk.client.request("GET", "/openapi.json").body)
        let paths = try #require(contract["paths"])
        return paths.keys.sorted().flatMap { path -> [FilterRow] in
            let target = path.replacing(/\{[^}]*\}/, with: "00000000")
            return ["get", "post", "put", "delete"].flatMap { method -> [FilterRow] in
                guard let operation = paths[path]?[method] else { return [] }
                return Self.rows("\(method.uppercased()) \(target)", operation)
            }
        }
    }

    private static func rows(_ request: String, _ operation: JSON) -> [FilterRow] {
        let type = operation["requestBody"]?["content"]?.keys.first.map { ["Content-Type: \($0)"] } ?? []
        let stranger = FilterRow.action(
            "\(request) by a stranger", 403, "request.origin",
            ["Origin: https://unknown.example", FilterRow.user] + type,
            request: request)
        guard operation["security"]?.items.isEmpty == false else { return [stranger] }
        let nobody = FilterRow.action(
            "\(request) by nobody", 401, "request.unauthenticated", type + [FilterRow.card], request: request)
        return [stranger, nobody]
    }

    private func check(_ row: FilterRow, in group: String) async {
        let name = "\(group): \(row.testDescription.prefix(200))"
        let answer: RawHTTP.Answer
        do {
            answer = try await RawHTTP.exchange(row.bytes(values), port: desk.client.port)
        } catch {
            Issue.record("\(name): \(error)")
            return
        }
        #expect(answer.status == row.status, "\(name)")
        let cors = answer.headers.filter { $0.name.lowercased().hasPrefix("access-control-") }
        if ["request.origin", "request.host", "request.malformed"].contains(row.code), row.status != 400 {
            #expect(cors.isEmpty, "\(name)")
        }
        guard let code = row.code else { return }
        #expect(answer.json?["code"]?.text == code, "\(name)")
        for member in ["title", "action", "retry", "type"] {
            #expect(answer.json?[member]?.text?.isEmpty == false, "\(name): \(member)")
        }
        for (header, value) in Self.headers { #expect(answer.header(header) == value, "\(name): \(header)") }
    }

    private static let headers = [
        "Content-Type": "application/problem+json", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin", "Referrer-Policy": "no-referrer", "Vary": "Origin",
    ]
}

/// The tokens and codes that rows name.
extension AttackBench {
    private func addTokens() async throws {
        let search = ["status", "patient", "ins", "ins:vitale", "metrics"]
        values["page"] = try await desk.add(search, origin: "https://admission.example").token
        values["labo"] = try await desk.add(search, origin: "https://labo.example").token
        values["status"] = try await desk.add(["status"]).token
        values["narrow"] = try await desk.add(["ins:vitale"]).token
        values["stranger"] = try await add("stranger", ["--user", "\(geteuid() + 1)"]).token
        values["expired"] = try await goodUntilNow("expired", ["--days", "1"]) { try self.endDays(of: "expired") }
        values["revoked"] = try await goodUntilNow("revoked", []) { try await self.revoke("revoked") }
    }

    private func add(_ name: String, _ options: [String]) async throws -> AgentClient {
        let scopes = ["status", "ins:vitale", "metrics"].flatMap { ["--scope", $0] }
        let output = try await desk.verb(["client", "add", "--name", name] + options + scopes)
        return AgentClient(port: desk.client.port, token: try #require(output.lines.first as String?))
    }

    /// A token that opened the state, and does not after `end`.
    private func goodUntilNow(
        _ name: String, _ options: [String], _ end: () async throws -> Void
    ) async throws -> String? {
        let client = try await add(name, options)
        #expect(try await client.request("GET", "/v1/state").status == 200)
        try await end()
        return client.token
    }

    /// Puts the end of a client's days into the past.
    private func endDays(of name: String) throws {
        let file = URL(filePath: desk.folder + "/state/clients.json")
        let clients = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]])
        let ended = clients.map { client in
            client["name"] as? String == name ? client.merging(["expiresAt": 1_700_000_000]) { $1 } : client
        }
        try JSONSerialization.data(withJSONObject: ended).write(to: file, options: .atomic)
    }

    private func revoke(_ name: String) async throws {
        let list = try JSON(try await person.request("GET", "/v1/clients").body)
        let id = list["clients"]?.items.first { $0["name"]?.text == name }?["id"]?.text
        #expect(try await desk.verb(["client", "remove", try #require(id)]).status == 0)
    }

    /// A one-time code that our page has exchanged.
    private static func usedCode(_ desk: Desk) async throws -> String {
        let address = try #require(try await desk.verb(["open"]).lines.first)
        let code = try #require(address.components(separatedBy: "#code=").last)
        let page = AgentClient(port: desk.client.port, token: nil, origin: "http://127.0.0.1:\(desk.client.port)")
        #expect(try await page.request("POST", "/v1/session", body: #"{"code": "\#(code)"}"#).status == 200)
        return code
    }

    private func openWindow() async throws {
        let asked = try await ask("https://asking.example")
        let wrong = asked.code == "000000" ? "000001" : "000000"
        values.merge(["pairingId": asked.id, "code": asked.code, "wrongCode": wrong]) { $1 }
    }

    /// Opens the window and has a page ask in it: the number that the page has, the code that the person sees.
    private func ask(_ origin: String) async throws -> (id: String, code: String) {
        #expect(try await person.request("POST", "/v1/pairing-window", body: "{}").status == 201)
        let page = AgentClient(port: desk.client.port, token: nil, origin: origin)
        let asked = try await page.request("POST", "/v1/pairing", body: #"{"name": "Admission", "scopes": ["status"]}"#)
        let window = try JSON(try await person.request("GET", "/v1/pairing-window").body)
        return (
            try #require(asked.json?["pairingId"]?.text), try #require(window["asking"]?["code"]?.text)
        )
    }

    /// A page that was let in, by this number and code.
    private func pair(_ origin: String) async throws -> (id: String, code: String) {
        let (id, code) = try await ask(origin)
        let page = AgentClient(port: desk.client.port, token: nil, origin: origin)
        let body = #"{"pairingId": "\#(id)", "code": "\#(code)"}"#
        #expect(try await page.request("POST", "/v1/pairing", body: body).status == 201)
        return (id, code)
    }
}
