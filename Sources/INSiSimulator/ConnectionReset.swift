import Glibc
import NIOCore
import NIOSSL

/// Ends a connection with RST, below TLS: no close_notify, no FIN, what was not sent yet is lost.
enum ConnectionReset {
    static func now(_ channel: any Channel) async {
        let socket = channel as? any SocketOptionProvider
        _ = try? await socket?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        _ = try? await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self).close(promise: nil)
        }.get()
    }
}
