import AgentCore
import Hummingbird
import Journal
import NIOCore
import NIOHTTP1

/// Row 1: one `Host`, an origin-form target, no ambiguous framing, bounded headers and body. The parser's refusals are
/// answered here too, as problems; then the connection ends.
final class Row01Framing: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let metrics: Metrics
    private let refusals: RefusalLog
    private let deadline: RequestDeadline
    private var unanswered = 0
    private var isReceiving = false
    private var isAnswering = false
    private var refusal: Problem?
    private var hasRefused = false
    private static let patience = TimeAmount.seconds(2)

    init(metrics: Metrics, refusals: RefusalLog, deadline: RequestDeadline) {
        self.metrics = metrics
        self.refusals = refusals
        self.deadline = deadline
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard refusal == nil else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let problem = Self.problem(of: head) { return refuse(problem, context) }
            unanswered += 1
            isReceiving = true
        case .body: break
        case .end:
            isReceiving = false
            deadline.requestIsComplete()
            deadline.owesAnswer = true
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !hasRefused else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        let part = unwrapOutboundIn(data)
        context.write(data, promise: promise)
        switch part {
        case .head(let head): isAnswering = head.status.code >= 200
        case .body: break
        case .end:
            isAnswering = false
            unanswered -= 1
            deadline.owesAnswer = unanswered > (isReceiving ? 1 : 0)
            refuseInTurn(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        refuse(error == .headerOverflow ? .requestHeadersTooLarge : .requestMalformed, context)
    }

    private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        guard refusal == nil else { return }
        refusal = problem
        refuseInTurn(context)
    }

    /// Earlier requests are answered first. A request whose body broke off waits for its rest for ever: it is answered here.
    private func refuseInTurn(_ context: ChannelHandlerContext) {
        guard let refusal, !hasRefused, !isAnswering, unanswered <= (isReceiving ? 1 : 0) else { return }
        hasRefused = true
        answer(refusal, context)
    }

    /// What is wrong with a request's head, if anything.
    static func problem(of head: HTTPRequestHead) -> Problem? {
        guard head.headers["Host"].count == 1, head.uri.hasPrefix("/") else { return .requestMalformed }
        let lengths = head.headers["Content-Length"]
        let codings = head.headers["Transfer-Encoding"]
        guard lengths.count <= 1, lengths.isEmpty || codings.isEmpty,
            codings.isEmpty || codings.map({ $0.lowercased() }) == ["chunked"]
        else { return .requestMalformed }
        let size = head.headers.reduce(head.uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
        guard size <= RequestLimits.headers else { return .requestHeadersTooLarge }
        if let length = lengths.first, Int(length).map({ $0 > RequestLimits.body }) ?? true { return .requestTooLarge }
        return nil
    }

    /// Answers, then reads on for a while so that the peer gets the answer before the connection is reset under it.
    private func answer(_ problem: Problem, _ context: ChannelHandlerContext) {
        let error = AgentError(problem)
        metrics.countRefusal(error.code)
        let scope = try? RequestScope.new()
        RequestScope.$current.withValue(scope) { refusals.note(error) }
        let body = (try? ProblemDocument(error: error, requestId: scope?.id).json.encoded()) ?? []
        var headers: HTTPHeaders = [
            "Content-Type": "application/problem+json", "Content-Length": "\(body.count)", "Connection": "close",
            "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin", "Referrer-Policy": "no-referrer", "Vary": "Origin",
        ]
        if let scope { headers.add(name: "X-Request-Id", value: scope.id) }
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: error.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            channel.close(mode: .output, promise: nil)
            channel.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
        }
    }
}
