/// An origin as browsers write it: scheme, lower-case host, port when it is not the usual one.
enum WebOrigin {
    /// Whether `text` is an `https` origin, or an `http` one on loopback. Path, user, wildcard, upper case, `null`, a trailing
    /// dot and a written default port are refused: a browser never sends them.
    static func isValid(_ text: String) -> Bool {
        if let rest = text.removing(prefix: "https://") { return isHost(rest, usualPort: "443") }
        guard let rest = text.removing(prefix: "http://") else { return false }
        let host = rest.hasPrefix("[::1]") ? "[::1]" : String(rest.prefix { $0 != ":" })
        return ["127.0.0.1", "localhost", "[::1]"].contains(host) && isHost(rest, usualPort: "80")
    }

    private static func isHost(_ text: String, usualPort: String) -> Bool {
        var name = text[...]
        if !name.hasSuffix("]"), let colon = name.lastIndex(of: ":") {
            let port = name[name.index(after: colon)...]
            guard port != usualPort, let number = UInt16(port), number > 0, "\(number)" == port else { return false }
            name = name[..<colon]
        }
        if name == "[::1]" { return true }
        let allowed: (UInt8) -> Bool = { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(allowed) }
    }
}

extension String {
    fileprivate func removing(prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
