import HTTPTypes
import Hummingbird
import NIOCore
import XML

/// The wire of the service: POST /lps, one SOAP message in, one out (insi.md 1.2).
struct ServiceResponder: HTTPResponder {
    let desk: ServiceDesk
    let state: SimulatorState
    let recorder: Recorder

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        guard request.uri.path == "/lps" else { return Response(status: .notFound) }
        guard request.method == .post else { return Response(status: .methodNotAllowed) }
        let body = Array(buffer: try await request.body.collect(upTo: XMLReader.defaultLimit))
        let mode = state.mode
        let call = state.count()
        recorder.keep(body, call: call, kind: "request")
        if case .slow(let time) = mode { try await Task.sleep(for: time) }
        guard let reply = reply(to: body, contentType: request.headers[.contentType], in: mode) else {
            return page(mode)
        }
        let answer = Array(reply.text.utf8)
        recorder.keep(answer, call: call, kind: "answer")
        return Response(
            status: HTTPResponse.Status(code: reply.status),
            headers: [.contentType: "application/soap+xml; charset=utf-8"],
            body: mode == .truncated ? truncated(answer) : ResponseBody(byteBuffer: ByteBuffer(bytes: answer)))
    }

    /// The message that the mode asks for; nil when it asks for something else than a message.
    private func reply(to body: [UInt8], contentType: String?, in mode: Mode) -> ServiceDesk.Reply? {
        let root = try? XMLReader.parse(body)
        switch mode {
        case .normal, .slow, .truncated: return desk.answer(body, contentType: contentType, at: DateTime.now())
        case .fault(.desir550): return ServiceDesk.refuse(.desir550, root)
        case .fault(.desir1020): return ServiceDesk.refuse(.desir1020, root)
        case .fault(.insi102): return ServiceDesk.refuse(.insi102, root)
        case .faultWithoutDetail: return ServiceDesk.refuse(.insi102, root, withDetail: false)
        case .html200, .empty500, .unavailable: return nil
        }
    }

    private func page(_ mode: Mode) -> Response {
        guard mode != .empty500 else { return Response(status: .internalServerError) }
        return Response(
            status: mode == .html200 ? .ok : .serviceUnavailable, headers: [.contentType: "text/html"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: "<!DOCTYPE html><html><body><p>Maintenance<br></body></html>")))
    }

    /// Announces everything, sends half and breaks off.
    private func truncated(_ answer: [UInt8]) -> ResponseBody {
        ResponseBody(contentLength: answer.count) { writer in
            try await writer.write(ByteBuffer(bytes: answer.prefix(answer.count / 2)))
            throw BrokenOff()
        }
    }

    private struct BrokenOff: Error {}
}
