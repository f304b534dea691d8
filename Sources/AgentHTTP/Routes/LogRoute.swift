import AgentCore
import HTTPTypes
import Hummingbird
import Journal
import Logging
import NIOCore

/// `GET /v1/log`: the last events in memory, from `debug` up whatever is written elsewhere; the oldest first. As JSON, or as the
/// lines of text that standard error shows.
struct LogRoute: Sendable {
    let ring: LogRing
    private static let json = "application/json"
    private static let text = "text/plain"
    private static let levels: [Logger.Level] = [.debug, .info, .notice, .warning, .error, .critical]
    private static let most = 2000
    private static let usual = 200

    func lines(_ request: Request, _ context: AgentContext) async throws -> Response {
        let type = try request.acceptedType(of: [Self.json, Self.text])
        let found = ring.lines(from: try level(request), limit: try limit(request))
        guard type == Self.text else {
            return try JSONResponse.make(.object(["lines": .array(found.map(JSONValue.init(line:)))]))
        }
        return Response(
            status: .ok, headers: [.contentType: Self.text + "; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: found.map { $0.text + "\n" }.joined())))
    }

    private func level(_ request: Request) throws(AgentError) -> Logger.Level {
        let values = request.uri.queryParameters[values: "level"]
        guard let value = values.first else { return .debug }
        guard values.count == 1, let level = Self.levels.first(where: { $0.rawValue == value }) else {
            let known = Self.levels.map(\.rawValue).joined(separator: ", ")
            throw AgentError(.requestMalformed, detail: "level : \(known) est attendu.")
        }
        return level
    }

    private func limit(_ request: Request) throws(AgentError) -> Int {
        let values = request.uri.queryParameters[values: "limit"]
        guard let value = values.first else { return Self.usual }
        guard values.count == 1, let limit = Int(value), (1...Self.most).contains(limit) else {
            throw AgentError(.requestMalformed, detail: "limit : un nombre de 1 à \(Self.most) est attendu.")
        }
        return limit
    }
}

extension JSONValue {
    /// Names may occur twice, as that of a request and the one that led to it: each field is an object of its own.
    fileprivate init(line: LogLine) {
        self = .object([
            "time": .string(line.timeText), "level": .string(line.level.rawValue), "event": .string(line.event),
            "message": .string(line.message),
            "fields": .array(
                line.fields.map { .object(["name": .string($0.name), "value": .string($0.value)]) }),
        ])
    }
}
