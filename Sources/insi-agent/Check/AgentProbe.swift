import AgentCore
import FoundationEssentials
import HTTPS

/// Asks the agent that runs, and takes a refusal or silence for an answer.
struct AgentProbe: Sendable {
    let socket: String

    /// Its state, without what it says of the patient, the certificate of the professional's card, and since when it runs.
    func state(within time: Duration = .seconds(10)) async -> AgentContact<SeenAgent> {
        let state = await glance(within: time)
        guard var agent = state.document else { return state }
        let card: AgentContact<SeenCard> = await ask("GET", "/v1/professional", within: time)
        agent.card = card.document
        agent.uptime = await metrics(within: time).flatMap { Self.number("insi_agent_uptime_seconds", in: $0) }
        return .answered(agent)
    }

    /// Its state alone, without what it says of the patient.
    func glance(within time: Duration) async -> AgentContact<SeenAgent> {
        await ask("GET", "/v1/state", within: time)
    }

    /// What it measures, as text; nil when it does not tell.
    func metrics(within time: Duration) async -> String? {
        await get("/metrics", within: time)
    }

    /// The body of an answer that is a success.
    func get(_ path: String, within time: Duration) async -> String? {
        let client = LocalClient(socketPath: socket, timeout: time)
        return await Blocking.run {
            guard let answer = try? client.request(method: "GET", path: path), answer.status == 200 else { return nil }
            return String(decoding: answer.body, as: UTF8.self)
        }
    }

    private static func number(_ name: String, in text: String) -> Int? {
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line.flatMap { Int($0.dropFirst(name.count + 1)) }
    }

    /// `POST /v1/ins/traits`.
    func search(_ body: String, within time: Duration) async -> AgentContact<SeenSearch> {
        await ask(
            "POST", "/v1/ins/traits", headers: [("Content-Type", "application/json")], body: Array(body.utf8),
            within: time)
    }

    private func ask<Document>(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil, within time: Duration
    ) async -> AgentContact<Document> {
        let client = LocalClient(socketPath: socket, timeout: time)
        return await Blocking.run {
            guard let answer = try? client.request(method: method, path: path, headers: headers, body: body) else {
                return .silent
            }
            let json = Data(answer.body)
            if (200..<300).contains(answer.status), let document = try? JSONDecoder().decode(Document.self, from: json)
            {
                return .answered(document)
            }
            return (try? JSONDecoder().decode(SeenProblem.self, from: json)).map { .refused($0) } ?? .silent
        }
    }
}
