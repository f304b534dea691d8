import AgentCore
import FoundationEssentials
import HTTPS

/// Asks the agent that runs, and takes a refusal or silence for an answer.
struct AgentProbe: Sendable {
    let socket: String

    /// Its state, without what it says of the patient, and the certificate of the professional's card.
    func state() async -> AgentContact<SeenAgent> {
        let state: AgentContact<SeenAgent> = await ask("GET", "/v1/state", within: .seconds(10))
        guard var agent = state.document else { return state }
        let card: AgentContact<SeenCard> = await ask("GET", "/v1/professional", within: .seconds(10))
        agent.card = card.document
        return .answered(agent)
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
