import HTTPTypes
import Hummingbird
import NIOCore
import XML

/// The wire of the service: POST /lps, one SOAP message in, one out (insi.md 1.2).
struct ServiceResponder: HTTPResponder {
    typealias Context = ServiceContext

    let desk: ServiceDesk
    let state: SimulatorState
    let recorder: Recorder
    let authentication: Authentication

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        guard request.uri.path == "/lps" else { return Response(status: .notFound) }
        guard request.method == .post else {
            if case .slow(let time) = state.mode { try await Task.sleep(for: time) }
            return Response(status: state.mode == .unavailable ? .serviceUnavailable : .methodNotAllowed)
        }
        let body = Array(buffer: try await request.body.collect(upTo: XMLReader.defaultLimit))
        let caller = try await authentication.caller(on: context.channel)
        let turn = state.turn()
        recorder.keep(body, call: turn.number, kind: "request")
        if case .slow(let time) = turn.mode { try await Task.sleep(for: time) }
        let contentType = request.headers[.contentType]
        guard let reply = reply(to: body, contentType, from: caller, turn) else {
            return await page(turn.mode, context.channel)
        }
        let answer = Array(reply.text.utf8)
        recorder.keep(answer, call: turn.number, kind: "answer")
        return Response(
            status: HTTPResponse.Status(code: reply.status),
            headers: [.contentType: "application/soap+xml; charset=utf-8"],
            body: AnswerBody(answer, turn.mode, context.channel).responseBody)
    }

    /// The message that the mode asks for; nil when it asks for something else than a message.
    private func reply(
        to body: [UInt8], _ contentType: String?, from caller: Caller, _ turn: SimulatorState.Turn
    ) -> ServiceDesk.Reply? {
        switch turn.mode {
        case .normal, .slow, .drip, .truncated, .resetAfterHeaders:
            return desk.answer(
                body, contentType: contentType, from: caller, as: turn.behaviour, at: DateTime.now())
        case .fault(let fault):
            return ServiceDesk.refuse(fault.refusal, try? XMLReader.parse(body), as: turn.behaviour)
        case .faultWithoutDetail:
            return ServiceDesk.refuse(
                .insi102, try? XMLReader.parse(body), as: turn.behaviour, withDetail: false)
        case .oversized: return ServiceDesk.Reply(status: 200, text: turn.behaviour.answers.oversized())
        case .html200, .empty500, .unavailable, .resetBeforeAnswer: return nil
        }
    }

    private func page(_ mode: Mode, _ channel: any Channel) async -> Response {
        if mode == .resetBeforeAnswer { await ConnectionReset.now(channel) }
        guard mode == .html200 || mode == .unavailable else { return Response(status: .internalServerError) }
        return Response(
            status: mode == .html200 ? .ok : .serviceUnavailable, headers: [.contentType: "text/html"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: "<!DOCTYPE html><html><body><p>Maintenance<br></body></html>")))
    }
}
