import AgentCore
import HTTPTypes
import Hummingbird

/// `GET /v1/state`: plain polling with an entity tag, or long-poll with `after` and `wait`; as JSON or, with `format=flat`,
/// as lines.
struct StateRoute: Sendable {
    let store: StateStore
    let documents: StateDocuments
    private static let longestWait = 60
    private static let usualWait = 25

    func handle(_ request: Request, _ context: AgentContext) async throws -> Response {
        let scopes = context.caller?.scopes ?? []
        let format = try format(request)
        let snapshot = store.current
        let tag = documents.tag(snapshot, scopes)
        // Nobody gets this answer: it stands for the one of the second pass.
        if try isToWait(request, context, tag) { return Response(status: .noContent) }
        let headers: HTTPFields = [.eTag: tag.quoted, .contentType: format.contentType]
        let asked = request.headers[.ifNoneMatch].map { $0.split(separator: ",").compactMap { EntityTag(trim($0)) } }
        if asked?.contains(tag) == true { return Response(status: .notModified, headers: headers) }
        let body = try documents.document(snapshot, scopes, as: format)
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
    }

    private func format(_ request: Request) throws(AgentError) -> StateDocuments.Format {
        let values = request.uri.queryParameters[values: "format"]
        guard let value = values.first else { return .json }
        guard values.count == 1, let format = StateDocuments.Format(rawValue: String(value)) else {
            let known = StateDocuments.Format.allCases.map(\.rawValue).joined(separator: " ou ")
            throw AgentError(.requestMalformed, detail: "format : \(known) est attendu.")
        }
        return format
    }

    /// Whether the request is to be answered later: with `after` of this instance and these rights, at the next state or after
    /// `wait` seconds. In its second pass it is answered with what there is.
    private func isToWait(_ request: Request, _ context: AgentContext, _ current: EntityTag) throws(AgentError) -> Bool
    {
        let seconds = try seconds(request)
        guard let longPoll = context.longPoll,
            let after = request.uri.queryParameters["after"].flatMap({ EntityTag(String($0)) }), after == current
        else { return false }
        longPoll.begin(
            try store.follow(fromDesk: context.caller?.client == nil), after: current.revision, for: .seconds(seconds))
        return true
    }

    /// How long the caller lets itself be kept waiting.
    private func seconds(_ request: Request) throws(AgentError) -> Int {
        guard let text = request.uri.queryParameters["wait"] else { return Self.usualWait }
        guard let seconds = Int(text), (0...Self.longestWait).contains(seconds) else {
            throw AgentError(.requestMalformed, detail: "wait : un nombre de 0 à \(Self.longestWait) est attendu.")
        }
        return seconds
    }

    private func trim(_ text: Substring) -> String { text.filter { $0 != " " } }
}
