import Glibc

/// An address on which we cannot listen: taken by another program, or not ours to take.
public struct ListenError: Error, Equatable, Sendable, CustomStringConvertible {
    /// `127.0.0.1:PORT`, `[::1]:PORT` or the path of the Unix socket.
    public let address: String
    /// The system's error number.
    public let code: Int32

    /// One line for the administrator, in French.
    public var description: String {
        let reason = code == EADDRINUSE ? "un autre programme l'occupe" : "erreur \(code) du système"
        return "\(address) : impossible d'y écouter, \(reason)."
    }
}
