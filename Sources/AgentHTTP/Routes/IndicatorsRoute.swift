import AgentCore
import HTTPTypes
import HealthIdentity
import Hummingbird
import NIOCore

/// `GET /v1/indicators`: what was counted, as JSON or CSV; `POST /v1/indicators/reports`: the status of admitted patients'
/// identities, for the rates of retrieved and qualified ones.
struct IndicatorsRoute: Sendable {
    let indicators: Indicators
    private static let json = "application/json"
    private static let csv = "text/csv"
    private static let most = 1000

    func all(_ request: Request, _ context: AgentContext) async throws -> Response {
        let (first, last) = (try day("from", request), try day("to", request))
        if let first, let last, last < first {
            throw AgentError(.requestMalformed, detail: "from : un jour qui ne suit pas celui de to est attendu.")
        }
        let book = indicators.book.within(first, last)
        guard try request.acceptedType(of: [Self.json, Self.csv]) == Self.csv else {
            return try JSONResponse.make(IndicatorsDocument(book: book, first: first, last: last).json)
        }
        return Response(
            status: .ok, headers: [.contentType: Self.csv + "; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: IndicatorsTable(book: book).text)))
    }

    /// Answers nothing: what was counted is told to whoever holds `audit`.
    func report(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(try await request.bytes(), known: ["status", "count"])
        guard let status = LocalIdentity.Status(rawValue: try body.requiredText("status")) else {
            throw body.expected("status", LocalIdentity.Status.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let count = try body.integer("count") ?? 1
        guard (1...Self.most).contains(count) else { throw body.expected("count", "un nombre de 1 à \(Self.most)") }
        indicators.report(status, count: count)
        return Response(status: .noContent)
    }

    private func day(_ name: String, _ request: Request) throws(AgentError) -> LocalDay? {
        let values = request.uri.queryParameters[values: Substring(name)]
        guard let value = values.first else { return nil }
        guard values.count == 1, let day = LocalDay(String(value)) else {
            throw AgentError(.requestMalformed, detail: "\(name) : un jour, AAAA-MM-JJ, est attendu.")
        }
        return day
    }
}
