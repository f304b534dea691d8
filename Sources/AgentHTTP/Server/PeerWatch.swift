import NIOCore

/// The peer of one connection: tells when it has gone, and closes the connection when it takes no data for a while.
///
/// Nearest to the socket. A peer that is slow makes the library wait before it writes more, for as long as it likes; here it
/// is given up after 30 seconds in which not one byte was taken. When the agent was asked to stop, a peer that takes nothing is
/// given up shortly after, and any other, such as one that goes on sending its request, soon after that.
final class PeerWatch: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let patience: TimeAmount
    private var isGone = false
    private var whenGone: (@Sendable () -> Void)?
    private var progress = OutboundProgress()
    private var check: Scheduled<Void>?
    private var parting: Scheduled<Void>?
    private static let partingPatience = TimeAmount.milliseconds(200)
    private let lastPatience: TimeAmount

    /// A watch that gives a peer up after so long without a byte taken, and so long after the agent was asked to stop.
    init(patience: TimeAmount = .seconds(30), lastPatience: TimeAmount = .milliseconds(500)) {
        self.patience = patience
        self.lastPatience = lastPatience
    }

    /// Calls `action` once the peer has closed its side or the connection is over; at once when that is so already. Replaces
    /// the action of an earlier request on the same connection.
    func whenGone(_ action: @escaping @Sendable () -> Void) {
        guard !isGone else { return action() }
        whenGone = action
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        progress.write(unwrapOutboundIn(data).readableBytes)
        context.write(data, promise: promise)
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        guard check == nil, pending(context) > 0 else { return }
        setCheck(context, in: patience)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: tellGone()
        case is ChannelShouldQuiesceEvent:
            if pending(context) > 0 {
                check?.cancel()
                setCheck(context, in: Self.partingPatience)
            }
            parting = context.eventLoop.assumeIsolated().scheduleTask(in: lastPatience) { context.close(promise: nil) }
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    private func setCheck(_ context: ChannelHandlerContext, in time: TimeAmount) {
        progress.look(pending: pending(context))
        check = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
            self.check = nil
            let pending = self.pending(context)
            guard pending > 0 else { return }
            guard !self.progress.isStalled(pending: pending) else { return context.close(promise: nil) }
            self.setCheck(context, in: time)
        }
    }

    /// Bytes that the socket has not taken.
    private func pending(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private func end() {
        check?.cancel()
        check = nil
        parting?.cancel()
        parting = nil
        tellGone()
    }

    private func tellGone() {
        isGone = true
        whenGone?()
        whenGone = nil
    }
}

extension Channel {
    /// Calls `action` once the peer of this connection has gone, or at once when it has already.
    func whenPeerGone(_ action: @escaping @Sendable () -> Void) {
        eventLoop.execute {
            guard let watch = try? self.pipeline.syncOperations.handler(type: PeerWatch.self) else { return action() }
            watch.whenGone(action)
        }
    }
}
