import Foundation
import Synchronization
import ToolKit

/// What arrives at a socket in the place of journald's. It is read as journald reads it, at once: the kernel keeps few datagrams.
final class JournalRecord: Sendable {
    private let socket: DatagramSocket
    private let received = Received()

    private final class Received: Sendable {
        let datagrams = Mutex<[String]>([])
    }

    init(at path: String) throws {
        socket = try DatagramSocket(path)
        Thread.detachNewThread { [socket, received] in
            while let datagram = socket.next(waiting: true) { received.datagrams.withLock { $0.append(datagram) } }
        }
    }

    deinit { socket.shutDown() }

    /// What has arrived so far, each datagram as text.
    var all: [String] { received.datagrams.withLock { $0 } }
}
