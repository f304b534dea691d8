import Glibc

/// The address to which a socket is bound.
enum LocalAddress: Equatable {
    case ipv4(String, Int)
    case ipv6(String, Int)
    /// A path of the file system; one without is empty.
    case unix(String)
    case other

    /// Asks the kernel; nil when the descriptor is no socket.
    init?(of descriptor: Int32) {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let isKnown = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe getsockname(descriptor, address, &size)
            } == 0
        }
        guard isKnown else { return nil }
        let bytes = unsafe withUnsafeBytes(of: &storage) { unsafe Array($0.prefix(Int(size))) }
        self = Self.read(Int32(storage.ss_family), bytes)
    }

    /// The layouts of ip(7), ipv6(7) and unix(7).
    private static func read(_ family: Int32, _ bytes: [UInt8]) -> LocalAddress {
        switch family {
        case AF_INET where bytes.count >= 8: .ipv4(text(AF_INET, bytes[4..<8]), port(bytes))
        case AF_INET6 where bytes.count >= 24: .ipv6(text(AF_INET6, bytes[8..<24]), port(bytes))
        case AF_UNIX: .unix(String(decoding: bytes.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self))
        default: .other
        }
    }

    private static func port(_ bytes: [UInt8]) -> Int { Int(bytes[2]) << 8 | Int(bytes[3]) }

    private static func text(_ family: Int32, _ address: ArraySlice<UInt8>) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let bytes = Array(address)
        guard unsafe inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
