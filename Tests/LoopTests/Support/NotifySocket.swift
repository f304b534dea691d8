import Foundation

/// What a service says to its manager, one datagram after the other. One task uses it at a time.
final class NotifySocket: Sendable {
    /// For `NOTIFY_SOCKET`.
    let name: String
    private let descriptor: Int32

    /// Hears at a path, or at an abstract name that begins with `@`.
    init(_ name: String) throws {
        self.name = name
        descriptor = try name.hasPrefix("@") ? Self.abstract(name) : ListeningSocket.unix(name, type: SOCK_DGRAM)
    }

    deinit {
        close(descriptor)
    }

    /// The next word, as its lines; nil when none comes in time.
    func word(within seconds: Double = 10) async -> [String]? {
        try? await Waiting.onThread { [descriptor] in
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe Foundation.poll(&poll, 1, Int32(seconds * 1000)) > 0 else {
                throw Waiting.TimeOver(description: "nothing was said")
            }
            var page = [UInt8](repeating: 0, count: 4096)
            let count = unsafe recv(descriptor, &page, page.count, 0)
            return String(decoding: page.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }

    /// Reads on until a line is said; every word that came, the last with that line. Empty when none comes in time.
    func words(until line: (String) -> Bool, within seconds: Double = 15) async -> [[String]] {
        var words: [[String]] = []
        let deadline = ContinuousClock.now + .seconds(seconds)
        while let word = await word(within: max(0, (deadline - .now) / .seconds(1))) {
            words.append(word)
            if word.contains(where: line) { return words }
        }
        return []
    }

    private static func abstract(_ name: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = [0] + Array(name.utf8).dropFirst()
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let code = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
        }
        guard descriptor >= 0, code == 0 else { throw ListeningSocket.Fault(code: errno) }
        return descriptor
    }
}
