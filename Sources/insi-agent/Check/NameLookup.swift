import Glibc

/// What this machine's resolver knows of a name.
enum NameLookup {
    /// How many addresses it has, 0 when it is known to have none (`getaddrinfo`); nil when the resolver does not answer in ten
    /// seconds, or says that it had no answer.
    static func look(_ host: String) async -> Int? {
        await Blocking.run("getaddrinfo " + host, within: .seconds(10)) { count(host) } ?? nil
    }

    private static func count(_ host: String) -> Int? {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let result = unsafe getaddrinfo(host, nil, &hints, &found)
        guard result == 0 else {
            return [EAI_AGAIN, EAI_FAIL, EAI_SYSTEM, EAI_MEMORY].contains(result) ? nil : 0
        }
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
