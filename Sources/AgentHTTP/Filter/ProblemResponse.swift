import AgentCore
import HTTPTypes
import Hummingbird
import NIOCore

extension AgentError {
    /// The problem as an answer.
    func response(_ context: AgentContext, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        if status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        if status == 429, headers[.retryAfter] == nil { headers[.retryAfter] = "1" }
        let bytes = (try? ProblemDocument(error: self, requestId: context.requestId).json.encoded()) ?? []
        context.metrics?.countRefusal(code)
        context.refusals?.note(self)
        return Response(
            status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Problem {
    /// The problem as an answer.
    func response(_ context: AgentContext, headers: HTTPFields = [:]) -> Response {
        AgentError(self).response(context, headers: headers)
    }
}

extension AgentContext {
    /// Runs the rest of the chain; whatever it throws becomes a problem, so that outer rows can add their headers.
    func answer(_ next: () async throws -> Response) async -> Response {
        do {
            return try await next()
        } catch let error as AgentError {
            return error.response(self)
        } catch let error as any HTTPResponseError {
            return (error.status == .contentTooLarge ? Problem.requestTooLarge : known(error.status)).response(self)
        } catch {
            return AgentError(.internalError, underlying: "\(type(of: error))").response(self)
        }
    }

    private func known(_ status: HTTPResponse.Status) -> Problem {
        status == .notFound ? .requestNotFound : .requestMalformed
    }
}
