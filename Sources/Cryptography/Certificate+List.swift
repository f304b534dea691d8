extension Certificate {
    /// The certificates of a file: one in DER, or any number in PEM with any text between them.
    ///
    /// Throws `CryptoError.malformed` when there is none, or one of them is none, and `unsupportedKey` as `init(der:)`.
    public static func list(_ bytes: [UInt8]) throws(CryptoError) -> [Certificate] {
        if bytes.first == 0x30 { return [try Certificate(der: bytes)] }
        let blocks = blocks(of: String(decoding: bytes, as: UTF8.self))
        guard !blocks.isEmpty else { throw .malformed(what: "PEM") }
        var certificates: [Certificate] = []
        for block in blocks { certificates.append(try Certificate(pem: block)) }
        return certificates
    }

    /// From each first line of a certificate to before the next.
    private static func blocks(of text: String) -> [String] {
        var blocks: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("-----BEGIN CERTIFICATE-----") { blocks.append("") }
            if let last = blocks.indices.last { blocks[last] += line + "\n" }
        }
        return blocks
    }
}
