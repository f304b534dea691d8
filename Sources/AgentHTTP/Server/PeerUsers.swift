import Glibc
import NIOCore
import Synchronization

/// Which user is at the other end of a connection, asked once per connection.
///
/// On the Unix socket the kernel says so (`SO_PEERCRED`); on loopback TCP the kernel's table of sockets gives the owner of
/// the peer's end. In a user namespace every foreign user looks like nobody, and then no token bound to a user is accepted.
final class PeerUsers: Sendable {
    private let known = Mutex<[ObjectIdentifier: UInt32]>([:])

    func user(of channel: any Channel) async -> UInt32? {
        let key = ObjectIdentifier(channel)
        if let user = known.withLock({ $0[key] }) { return user }
        let user = channel.localAddress?.pathname != nil ? await credentials(of: channel) : Self.owner(of: channel)
        guard let user else { return nil }
        known.withLock { $0[key] = user }
        channel.closeFuture.whenComplete { [weak self] _ in
            self?.known.withLock { _ = $0.removeValue(forKey: key) }
        }
        return user
    }

    private func credentials(of channel: any Channel) async -> UInt32? {
        guard let provider = channel as? any SocketOptionProvider else { return nil }
        let future: EventLoopFuture<PeerCredentials> = provider.unsafeGetSocketOption(
            level: .socket, name: .init(rawValue: SO_PEERCRED))
        return try? await future.get().user
    }

    /// The owner of the socket whose own end is our peer and whose other end is ours: whole addresses, since another user
    /// may take the same port on another loopback address.
    private static func owner(of channel: any Channel) -> UInt32? {
        guard let peer = channel.remoteAddress, let own = channel.localAddress else { return nil }
        let (local, remote) = (ProcNetTCP.spellings(of: peer), ProcNetTCP.spellings(of: own))
        for table in ["/proc/self/net/tcp", "/proc/self/net/tcp6"] {
            if let user = ProcNetTCP.owner(in: ProcNetTCP.read(table), local: local, remote: remote) { return user }
        }
        return nil
    }
}

/// `struct ucred` of the kernel: process, user and group number, 32 bits each.
private struct PeerCredentials {
    var process: Int32
    var user: UInt32
    var group: UInt32
}
