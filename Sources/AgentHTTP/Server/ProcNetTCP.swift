import Glibc

/// The kernel's table of TCP sockets, `/proc/net/tcp` and `/proc/net/tcp6`.
enum ProcNetTCP {
    private static let loopback: Set<Substring> = [
        "0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F",
    ]

    /// The user of the established loopback socket with these ports; nil when there is none.
    static func owner(in table: String, localPort: Int, remotePort: Int) -> UInt32? {
        for line in table.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: " ")
            guard fields.count > 7, fields[3] == "01", port(fields[1]) == localPort, port(fields[2]) == remotePort
            else {
                continue
            }
            return UInt32(fields[7])
        }
        return nil
    }

    /// The port of a loopback address `ADDRESS:PORT` in hexadecimal; nil for any other address.
    private static func port(_ address: Substring) -> Int? {
        let parts = address.split(separator: ":")
        guard parts.count == 2, loopback.contains(parts[0]) else { return nil }
        return Int(parts[1], radix: 16)
    }

    /// The whole table. Its size is not known before it is read to its end, so nothing that asks for the size first may read it.
    static func read(_ path: String) -> String {
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
