import NIOCore

/// In front of the HTTP parser: a request is there in full soon after its first byte, or its connection is closed.
///
/// A peer that drips a byte now and then is never silent, and could keep a connection and its task for weeks. A request that
/// comes in one piece, as nearly all do, sets no timer.
final class RequestDeadline: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Whether an earlier request of the connection, which was there in full, is still being answered: it is not cut for a line
    /// end that some programs send after it.
    var owesAnswer = false
    private let patience: TimeAmount
    private var isReceiving = false
    private var end: Scheduled<Void>?

    /// A deadline so long after the first byte of a request.
    init(patience: TimeAmount = .seconds(15)) {
        self.patience = patience
    }

    /// The request that was being received is there in full; the handler behind the parser says so.
    func requestIsComplete() {
        isReceiving = false
        end?.cancel()
        end = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReceiving = true
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isReceiving, end == nil { setEnd(context) }
        context.fireChannelReadComplete()
    }

    private func setEnd(_ context: ChannelHandlerContext) {
        end = context.eventLoop.assumeIsolated().scheduleTask(in: patience) {
            guard self.owesAnswer else { return context.close(promise: nil) }
            self.setEnd(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        requestIsComplete()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        requestIsComplete()
    }
}
