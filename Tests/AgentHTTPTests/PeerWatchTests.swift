import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import AgentHTTP

/// Over real connections: what a kernel takes for a peer that does not read cannot be played.
@Suite("The watch over a peer")
struct PeerWatchTests {
    /// What became of the agent's end of a connection.
    private enum News: Equatable {
        case gone, closed
    }

    /// An agent's end of a connection, and the peer's.
    private struct Pair {
        let channel: any Channel
        let peer: Int32
        let news: AsyncStream<News>
        private let listener: any Channel

        init(patience: TimeAmount = .hours(1), lastPatience: TimeAmount = .hours(1)) async throws {
            let (accepted, entry) = AsyncStream.makeStream(of: (any Channel).self)
            let (news, tell) = AsyncStream.makeStream(of: News.self)
            listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.socketOption(.so_sndbuf), value: 4096)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            PeerWatch(patience: patience, lastPatience: lastPatience))
                        entry.yield(channel)
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            peer = try Self.connect(port: listener.localAddress?.port ?? 0)
            var channels = accepted.makeAsyncIterator()
            channel = try #require(await channels.next())
            self.news = news
            channel.whenPeerGone { tell.yield(.gone) }
            channel.closeFuture.whenComplete { _ in
                tell.yield(.closed)
                tell.finish()
            }
            // Both are asked for on the loop of the connection: after this, the watch knows.
            try await channel.eventLoop.submit {}.get()
        }

        private static func connect(port: Int) throws -> Int32 {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var size: Int32 = 4096
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let code = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            try #require(code == 0)
            return descriptor
        }

        /// More than both kernels' buffers hold.
        func write() -> EventLoopFuture<Void> {
            channel.writeAndFlush(ByteBuffer(repeating: 0x2E, count: 1 << 20))
        }

        /// What happens until the connection is closed.
        func untilClosed() async -> [News] { await news.reduce(into: []) { $0.append($1) } }

        func end() async throws {
            close(peer)
            try? await channel.close().get()
            try await listener.close().get()
        }
    }

    @Test("tells that the peer closed its side, and again to whoever asks later")
    func gone() async throws {
        let pair = try await Pair()
        shutdown(pair.peer, Int32(SHUT_WR))
        var news = pair.news.makeAsyncIterator()
        #expect(await news.next() == .gone)
        #expect(pair.channel.isActive)
        await withCheckedContinuation { continuation in pair.channel.whenPeerGone { continuation.resume() } }
        try await pair.end()
        await withCheckedContinuation { continuation in pair.channel.whenPeerGone { continuation.resume() } }
    }

    @Test("closes the connection to a peer that takes nothing")
    func stalled() async throws {
        let pair = try await Pair(patience: .milliseconds(50))
        let written = pair.write()
        #expect(Set(await pair.untilClosed()) == [.gone, .closed])
        await #expect(throws: ChannelError.self) { try await written.get() }
        try await pair.end()
    }

    @Test("does not let a peer hold up the end that is never done with its request")
    func parting() async throws {
        let pair = try await Pair(lastPatience: .milliseconds(50))
        pair.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(Set(await pair.untilClosed()) == [.gone, .closed])
        try await pair.end()
    }

    @Test("does not let a peer that takes nothing hold up the end")
    func quiesce() async throws {
        let pair = try await Pair()
        let written = pair.write()
        pair.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(Set(await pair.untilClosed()) == [.gone, .closed])
        await #expect(throws: ChannelError.self) { try await written.get() }
        try await pair.end()
    }
}
