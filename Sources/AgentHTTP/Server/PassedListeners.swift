/// Listening sockets that somebody else opened for us, as descriptors: the service manager, which holds the port from boot.
///
/// Each is served instead of the address that we would open ourselves. The file of a passed Unix socket is not ours: it is
/// neither replaced nor removed, and its mode is left as it is.
public struct PassedListeners: Equatable, Sendable {
    /// Listens on 127.0.0.1.
    public var ipv4: Int32?
    /// Listens on ::1.
    public var ipv6: Int32?
    /// Listens on a path.
    public var unix: Int32?
    /// The TCP port of those that have one.
    public var port: Int?

    /// No socket: everything is opened by the server.
    public init() {}
}
