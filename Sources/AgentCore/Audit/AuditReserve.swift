import Glibc

/// Room on the disk that is kept for the ends of calls that have left: a file that is given up when there is no other room.
struct AuditReserve {
    /// Two answers of a mebibyte, the largest that are taken, or many usual ones; sealed, in Base64, with their lines.
    private static let size = 4 << 20
    let path: String

    /// Makes sure of the room. Throws the kernel's code when there is none.
    func fill() throws(AuditWriter.Failure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw AuditWriter.Failure(code: errno) }
        defer { close(descriptor) }
        let code = posix_fallocate(descriptor, 0, Self.size)
        guard code == 0 else { throw AuditWriter.Failure(code: code) }
    }

    /// Gives the room up.
    func release() {
        _ = unsafe truncate(path, 0)
    }
}
