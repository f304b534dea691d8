import Glibc

/// Whether a descriptor leads to the journal.
public enum JournalStream {
    /// Whether it is the stream that `JOURNAL_STREAM`, `device:inode`, names (systemd.exec(5)): where standard error was turned
    /// elsewhere, the variable is inherited and means nothing.
    public static func isConnected(_ variable: String?, descriptor: Int32 = 2) -> Bool {
        let numbers = variable?.split(separator: ":", omittingEmptySubsequences: false).map { UInt64($0) } ?? []
        var status = stat()
        guard numbers.count == 2, unsafe fstat(descriptor, &status) == 0 else { return false }
        return numbers == [UInt64(status.st_dev), UInt64(status.st_ino)]
    }
}
