import Glibc

/// The memory of this process that is in the machine's own.
enum ResidentMemory {
    /// Bytes, as /proc/self/statm tells; nil when it does not.
    static func now() -> Int? {
        let pages = ProcNetTCP.read("/proc/self/statm").split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return pages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    }
}
