import Glibc

/// What this machine's resolver knows of a name.
enum NameLookup {
    /// How many addresses it has, 0 when it is unknown (`getaddrinfo`); nil when the resolver does not answer in ten seconds.
    static func look(_ host: String) async -> Int? {
        await Blocking.run("getaddrinfo " + host, within: .seconds(10)) { count(host) }
    }

    private static func count(_ host: String) -> Int {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, nil, &hints, &found) == 0 else { return 0 }
        defer { unsafe freeaddrinfo(found) }
        var count = 0
        var next = unsafe found
        while let address = unsafe next {
            count += 1
            unsafe next = unsafe address.pointee.ai_next
        }
        return count
    }
}
