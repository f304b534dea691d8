/// The spelling of a document that consists of one signed assertion. The digest covers the canonical form, in which
/// white space inside tags disappears; we sign one sequence of octets, so another one is refused.
enum SignedForm {
    /// Checks a well-formed document: it begins and ends with its root element, holds no comment, processing
    /// instruction, CDATA or carriage return, and inside tags only double quotes and single spaces between
    /// attributes.
    static func check(_ octets: [UInt8]) throws(SAMLError) {
        guard octets.first == less, octets.last == greater else { throw refusal }
        var isInTag = false
        var isInValue = false
        var previous = greater
        for octet in octets {
            guard octet != 0x0D, isInValue || !isInTag || mayFollow(previous, octet) else { throw refusal }
            if octet == less {
                isInTag = true
            } else if octet == quote {
                isInValue = isInTag && !isInValue
            } else if octet == greater {
                isInTag = isInTag && isInValue
            } else if octet == 0x09 || octet == 0x0A {
                guard !isInTag else { throw refusal }
            }
            previous = octet
        }
    }

    /// Neighbours inside a well-formed tag, outside values: no single quote, no markup that is not a tag, and a space
    /// only between a name or a value and the next name.
    private static func mayFollow(_ previous: UInt8, _ octet: UInt8) -> Bool {
        if octet == 0x27 { return false }
        if previous == less { return octet != 0x21 && octet != 0x3F }
        if octet == 0x20 { return previous != 0x20 && previous != 0x3D }
        if previous == 0x20 { return octet != greater && octet != 0x2F && octet != 0x3D && octet != quote }
        return true
    }

    private static let less = UInt8(ascii: "<")
    private static let greater = UInt8(ascii: ">")
    private static let quote = UInt8(ascii: "\"")
    private static let refusal = SAMLError.malformed(what: "white space")
}
