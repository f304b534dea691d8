/// How deep a JSON text nests, looked at before it is decoded: each level costs the decoder more than the one above.
enum JSONNesting {
    private static let limit = 8

    /// Whether no more than eight brackets are open at once; brackets in strings do not count.
    static func isShallow(_ text: [UInt8]) -> Bool {
        var depth = 0
        var isString = false
        var isEscaped = false
        for byte in text {
            if isString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
            if depth > limit { return false }
        }
        return true
    }
}
