/// An origin as browsers write it: scheme, lower-case host, port when it is not the usual one.
enum WebOrigin {
    /// Whether `text` is an `https` origin, or an `http` one on loopback. Path, user, wildcard, upper case, `null`, a trailing
    /// dot, a written default port and an IPv4 address in any but its usual form are refused: a browser never sends them. There is
    /// one spelling of each origin, so that origins are compared as texts.
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
        return name.utf8.count <= 253 && isNameOrAddress(labels)
            && labels.allSatisfy { (1...63).contains($0.utf8.count) && $0.utf8.allSatisfy(allowed) }
    }

    /// A host whose last label looks like a number is an IPv4 address (URL standard, host parsing).
    private static func isNameOrAddress(_ labels: [Substring]) -> Bool {
        guard let last = labels.last, last.hasPrefix("0x") || last.allSatisfy(\.isNumber) else { return true }
        return labels.count == 4 && labels.allSatisfy { label in UInt8(label).map { "\($0)" == label } ?? false }
    }
}

extension String {
    fileprivate func removing(prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
