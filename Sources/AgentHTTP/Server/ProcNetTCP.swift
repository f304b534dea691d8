import Glibc
import NIOCore

/// The kernel's table of TCP sockets, `/proc/self/net/tcp` and `tcp6`: of this process, since a sandbox may hide what in `/proc`
/// is of none.
public enum ProcNetTCP {
    /// The user of the established socket whose own end is `local` and whose other end is `remote`, both as the table writes
    /// them; nil when there is none.
    static func owner(in table: String, local: Set<String>, remote: Set<String>) -> UInt32? {
        for line in table.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: " ")
            guard fields.count > 7, fields[3] == "01", local.contains(String(fields[1])),
                remote.contains(String(fields[2]))
            else { continue }
            return UInt32(fields[7])
        }
        return nil
    }

    /// A socket that listens.
    public struct Listener: Equatable, Sendable {
        /// What the descriptors of its program show as `socket:[inode]`.
        public let inode: UInt64
        /// Its user number.
        public let user: UInt32
    }

    /// The sockets of a table that listen on this port of loopback, alone or with every other address.
    public static func listeners(in table: String, port: Int) -> [Listener] {
        let hosts = ["0.0.0.0", "127.0.0.1", "::", "::1"].compactMap { try? SocketAddress(ipAddress: $0, port: port) }
        let ends = hosts.reduce(into: Set<String>()) { $0.formUnion(spellings(of: $1)) }
        return table.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[3] == "0A", ends.contains(String(fields[1])),
                let user = UInt32(fields[7]), let inode = UInt64(fields[9])
            else { return nil }
            return Listener(inode: inode, user: user)
        }
    }

    /// The spellings of an address and port in the tables: IPv4, also as mapped into IPv6, or IPv6.
    static func spellings(of address: SocketAddress) -> Set<String> {
        guard let host = address.ipAddress, let port = address.port else { return [] }
        let end = ":" + hexadecimal([UInt8(truncatingIfNeeded: port >> 8), UInt8(truncatingIfNeeded: port)])
        if let words = words(of: host, family: AF_INET, count: 4) {
            return [words + end, "0000000000000000FFFF0000" + words + end]
        }
        return words(of: host, family: AF_INET6, count: 16).map { [$0 + end] } ?? []
    }

    /// The bytes of an address as the tables write them: each 32-bit word as this machine's number.
    private static func words(of host: String, family: Int32, count: Int) -> String? {
        var bytes = [UInt8](repeating: 0, count: count)
        guard unsafe inet_pton(family, host, &bytes) == 1 else { return nil }
        return stride(from: 0, to: count, by: 4).map { hexadecimal(bytes[$0..<($0 + 4)].reversed()) }.joined()
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    /// The whole table, or another file of /proc; empty where it cannot be read. Its size is not known before it is read to its
    /// end, so nothing that asks for the size first may read it.
    public static func read(_ path: String) -> String {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var page = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe page.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += page[..<count]
        }
    }
}
