import FoundationEssentials
import Glibc

/// The end of the trail, open for writing. What `append` returns from is on the disk.
final class AuditWriter {
    /// Why a line could not be written: the code of the kernel.
    struct Failure: Error {
        let code: Int32
    }

    private let descriptor: Int32
    private var size: Int

    /// Bytes of the file.
    var count: Int { size }

    /// Opens a file of that many bytes, and cuts off what is behind them; a new one is made with mode 0600.
    init(path: String, folder: String, size: Int) throws(Failure) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        self.size = size
        guard descriptor >= 0 else { throw Failure(code: errno) }
        // Not where there is nothing to cut: it would change the time of the file.
        let isLonger = lseek(descriptor, 0, SEEK_END) != size
        guard !isLonger || ftruncate(descriptor, size) == 0, fsync(descriptor) == 0 else { throw Failure(code: errno) }
        do { try PrivateFile.keepNames(in: folder) } catch { throw Failure(code: EIO) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Writes a line whole, or leaves the file as it was.
    func append(_ line: [UInt8]) throws(Failure) {
        var written = 0
        while written < line.count {
            let count = unsafe line.withUnsafeBytes {
                unsafe pwrite(
                    descriptor, $0.baseAddress.map { unsafe $0 + written }, line.count - written, size + written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw abandon() }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw abandon() }
        size += line.count
    }

    private func abandon() -> Failure {
        let failure = Failure(code: errno)
        // What stays after a failure here is cut off at the next start.
        _ = ftruncate(descriptor, size)
        return failure
    }
}
