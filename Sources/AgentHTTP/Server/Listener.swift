import AgentCore
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOPosix
import ServiceLifecycle

/// One socket that is listened on: opened here, or passed to us.
///
/// The library's own server takes an address only. This one does the same with a descriptor: connections are served until
/// graceful shutdown, then each is asked to end, and `run` returns when all have. A passed socket is closed, not shut down:
/// whoever holds it too goes on holding the port, and what connects meanwhile waits in the kernel.
struct Listener: Service {
    /// What is listened on.
    enum Place {
        /// A descriptor that listens already.
        case passed(Int32)
        /// A loopback address and port; 0 takes any free one.
        case tcp(String, Int)
        /// A path; a socket that is there is replaced.
        case unix(String)
    }

    let place: Place
    let channel: LoopbackChannel
    let log: Logger
    /// Told once it listens.
    let onListening: @Sendable (any Channel) -> Void
    private static let backlog: Int32 = 256

    func run() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let quiescing = ServerQuiescingHelper(group: group)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .serverChannelInitializer { server in
                server.eventLoop.makeCompletedFuture {
                    let handler = quiescing.makeServerChannelHandler(channel: server)
                    try server.pipeline.syncOperations.addHandler(handler)
                }
            }
        let server = try await bind(bootstrap)
        onListening(server.channel)
        await withGracefulShutdownHandler {
            await serve(server)
        } onGracefulShutdown: {
            quiescing.initiateShutdown(promise: nil)
        }
    }

    private func bind(
        _ bootstrap: ServerBootstrap
    ) async throws -> NIOAsyncChannel<LoopbackChannel.Value, Never> {
        let setup: @Sendable (any Channel) -> EventLoopFuture<LoopbackChannel.Value> = { [channel, log] in
            channel.setup(channel: $0, logger: log)
        }
        return switch place {
        case .passed(let descriptor): try await bootstrap.bind(descriptor, childChannelInitializer: setup)
        case .tcp(let host, let port): try await bootstrap.bind(host: host, port: port, childChannelInitializer: setup)
        case .unix(let path):
            try await bootstrap.bind(
                unixDomainSocketPath: path, cleanupExistingSocketFile: true, childChannelInitializer: setup)
        }
    }

    private func serve(_ server: NIOAsyncChannel<LoopbackChannel.Value, Never>) async {
        await withDiscardingTaskGroup { group in
            do {
                try await server.executeThenClose { connections in
                    for try await connection in connections {
                        group.addTask { await channel.handle(value: connection, logger: log) }
                    }
                }
            } catch {
                log.tell(.failed, .cause(error))
            }
        }
    }
}
