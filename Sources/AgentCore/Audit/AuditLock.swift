import Glibc

/// Held by the one agent that writes a trail, as long as it does: two would write two chains.
final class AuditLock {
    private let descriptor: Int32

    /// Takes the lock; throws the kernel's code when another holds it.
    init(path: String) throws(AuditWriter.Failure) {
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw AuditWriter.Failure(code: errno)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
