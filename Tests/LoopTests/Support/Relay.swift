import Foundation
import Synchronization

/// The network between the agent and the service: forwards connections, and can be cut and restored.
final class Relay: Sendable {
    private final class Connection: Sendable {
        let near: Int32
        let far: Int32

        init(_ near: Int32, _ far: Int32) {
            (self.near, self.far) = (near, far)
        }

        deinit {
            close(near)
            close(far)
        }
    }

    private struct State {
        var listener: Int32?
        var connections: [Connection] = []
        var answered = 0
    }

    /// The service's address by this way.
    let url: String
    private let port: Int
    private let target: Int
    private let state: Mutex<State>

    /// A way to the service at that address of 127.0.0.1.
    init(to url: String) throws {
        let listener = try ListeningSocket.ipv4()
        port = ListeningSocket.port(of: listener)
        target = URL(string: url)?.port ?? 0
        self.url = url.replacingOccurrences(of: ":\(target)/", with: ":\(port)/")
        state = Mutex(State(listener: listener))
        accept(on: listener)
    }

    deinit {
        cut()
    }

    /// Bytes that went from the service to the agent.
    var answered: Int { state.withLock { $0.answered } }

    /// Every connection ends, and none can be made.
    func cut() {
        state.withLock { state in
            for connection in state.connections {
                shutdown(connection.near, Int32(SHUT_RDWR))
                shutdown(connection.far, Int32(SHUT_RDWR))
            }
            state.connections = []
            if let listener = state.listener.take() { shutdown(listener, Int32(SHUT_RDWR)) }
        }
    }

    /// The way is there again.
    func restore() throws {
        let listener = try ListeningSocket.ipv4(port: port)
        state.withLock { $0.listener = listener }
        accept(on: listener)
    }

    private func accept(on listener: Int32) {
        Thread.detachNewThread { [weak self] in
            defer { close(listener) }
            while true {
                let near = Foundation.accept(listener, nil, nil)
                guard near >= 0, let self, let far = try? RawHTTP.open([], port: self.target) else { return }
                let connection = Connection(near, far)
                let isUp = self.state.withLock { state in
                    if state.listener == listener { state.connections.append(connection) }
                    return state.listener == listener
                }
                guard isUp else { return }
                self.copy(connection, toService: true)
                self.copy(connection, toService: false)
            }
        }
    }

    /// Copies one way until it is over, then ends the other side.
    private func copy(_ connection: Connection, toService: Bool) {
        let source = toService ? connection.near : connection.far
        let sink = toService ? connection.far : connection.near
        Thread.detachNewThread { [weak self] in
            var page = [UInt8](repeating: 0, count: 65536)
            while true {
                let count = unsafe recv(source, &page, page.count, 0)
                guard count > 0 || (count < 0 && errno == EAGAIN) else { break }
                guard count > 0 else { continue }
                RawHTTP.send(Array(page.prefix(count)), to: sink)
                if !toService { self?.state.withLock { $0.answered += count } }
            }
            shutdown(sink, Int32(SHUT_RDWR))
            withExtendedLifetime(connection) {}
        }
    }
}
