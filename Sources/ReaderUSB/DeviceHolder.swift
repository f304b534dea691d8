import Glibc

/// A program that has a device open. Only root sees those of others.
struct DeviceHolder: Equatable {
    let pid: Int32
    let name: String

    /// The programs that have the node open, as far as they can be seen; a look at every process.
    static func all(of node: String, processes: String = "/proc") -> [DeviceHolder] {
        (TextFile.names(in: processes) ?? []).compactMap { Int32($0) }.filter { pid in
            let folder = "\(processes)/\(pid)/fd"
            return (TextFile.names(in: folder) ?? []).contains { target(of: "\(folder)/\($0)") == node }
        }.map { pid in
            DeviceHolder(pid: pid, name: TextFile.lines("\(processes)/\(pid)/comm").first.map(String.init) ?? "")
        }
    }

    private static func target(of link: String) -> String? {
        var bytes = [CChar](repeating: 0, count: 128)
        let count = unsafe readlink(link, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }
}
