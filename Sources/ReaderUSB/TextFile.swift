import Glibc

/// Small files and folders of the kernel and of pcscd. What cannot be read is absent.
enum TextFile {
    /// The bytes of a file of at most `limit` bytes; nil when it is larger or cannot be read.
    static func bytes(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var page = [UInt8](repeating: 0, count: min(limit + 1, 65536))
        while true {
            let count = unsafe read(descriptor, &page, page.count)
            guard count >= 0 else { return nil }
            guard count > 0 else { return content }
            content += page.prefix(count)
            guard content.count <= limit else { return nil }
        }
    }

    /// The lines of a file of at most 16 KiB; empty when there is none.
    static func lines(_ path: String) -> [Substring] {
        let text = bytes(path, limit: 16384).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: true)
    }

    /// What stands after `key` and a separator in the first line that begins with it.
    static func value(_ key: String, in lines: [Substring]) -> Substring? {
        lines.first { $0.hasPrefix(key) }.map { $0.dropFirst(key.count) }
    }

    /// The names in a folder, in order, without those that begin with a point; nil when it cannot be read, for the reason in
    /// `errno`.
    static func names(in folder: String) -> [String]? {
        guard let directory = unsafe opendir(folder) else { return nil }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
