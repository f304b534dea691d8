/// Reads a document from another program into a value.
public enum XMLReader {
    /// Largest document accepted unless told otherwise, in bytes.
    public static let defaultLimit = 1 << 20
    /// Deepest nesting accepted, in elements.
    public static let depthLimit = 100

    /// The root element of a document. A DTD, a document longer than `limit` bytes and nesting beyond `depthLimit` are
    /// refused; entities other than the five of XML do not exist; nothing is fetched. The encoding is the declared one,
    /// else UTF-8.
    public static func parse(_ bytes: [UInt8], limit: Int = defaultLimit) throws(XMLError) -> XMLElement {
        try XMLDocument(bytes, limit: limit).root
    }
}
