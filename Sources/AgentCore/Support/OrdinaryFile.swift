import Glibc

/// Files that an administrator names: read whole, and only where they are files.
public enum OrdinaryFile {
    /// Why a file was not read.
    public enum Refusal: Error, Equatable, Sendable {
        /// There is none of this name, or a link leads nowhere.
        case absent
        /// The user of this process may not read it, or not enter one of its folders.
        case denied
        /// A folder, a pipe, a socket or a device.
        case notAFile
        /// More bytes than it may have.
        case tooLarge(limit: Int)
        /// Anything else, by the system's error number.
        case failed(Int32)

        /// The reason in French, to stand in parentheses.
        public var reason: String {
            switch self {
            case .absent: "il n'existe pas"
            case .denied: "l'utilisateur « \(UserName.ofThread) » n'y a pas accès"
            case .notAFile: "ce n'est pas un fichier ordinaire"
            case .tooLarge(let limit): "il dépasse \(limit) octets"
            case .failed(let code): "erreur \(code) du système"
            }
        }
    }

    /// The bytes of a file of at most `limit` bytes; `isFit` may refuse it by its owner and rights before anything is read. It
    /// never waits: neither for a writer of a pipe nor for a device.
    static func read<E: Error>(
        _ path: String, limit: Int, isFit: (stat) throws(E) -> Void, refused: (Refusal) -> E
    ) throws(E) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw refused(refusal(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw refused(.failed(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw refused(.notAFile) }
        try isFit(status)
        return try contents(descriptor, limit: limit, refused: refused)
    }

    /// The bytes of a file of at most `limit` bytes.
    public static func read(_ path: String, limit: Int) throws(Refusal) -> [UInt8] {
        try read(path, limit: limit, isFit: { _ throws(Refusal) in }, refused: { $0 })
    }

    private static func contents<E: Error>(
        _ descriptor: Int32, limit: Int, refused: (Refusal) -> E
    ) throws(E) -> [UInt8] {
        // One byte more than allowed, and no copy left behind where it grows: the file may hold a secret.
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw refused(.failed(errno)) }
        guard status.st_size <= limit else { throw refused(.tooLarge(limit: limit)) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var count = 0
        while count < bytes.count {
            let more = unsafe bytes.withUnsafeMutableBytes { all in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: all[count...])
                return unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
            }
            guard more >= 0 else { throw refused(.failed(errno)) }
            guard more > 0 else { break }
            count += more
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    private static func refusal(_ code: Int32) -> Refusal {
        switch code {
        case ENOENT, ENOTDIR: .absent
        case EACCES, EPERM: .denied
        case ENXIO, ENODEV: .notAFile
        default: .failed(code)
        }
    }
}
