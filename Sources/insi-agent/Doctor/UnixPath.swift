import AgentCore
import Glibc

/// A Unix socket by its path, as our user meets it.
enum UnixPath {
    /// Whether somebody listens there and lets us in. Does not wait: a queue that is full has a listener.
    static func look(_ path: String) -> SocketSight {
        switch connect(path) {
        case 0, EAGAIN, EINPROGRESS: .listening
        case EACCES, EPERM: .denied(path: refusing(path))
        default: .absent
        }
    }

    /// The error number of a connection that is closed at once, 0 for success.
    private static func connect(_ path: String) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return ENAMETOOLONG }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, size)
            }
        }
        return result == 0 ? 0 : errno
    }

    /// The first folder on the way that our user may not pass, or the socket itself.
    private static func refusing(_ path: String) -> String {
        var folder = ""
        for name in path.split(separator: "/").dropLast() {
            folder += "/" + name
            if unsafe access(folder, X_OK) != 0 { return folder }
        }
        return path
    }
}
