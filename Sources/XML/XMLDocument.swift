import CXML2

/// A parsed document that can give the canonical form of its parts. Used by one thread at a time.
@safe public struct XMLDocument: ~Copyable {
    /// The root element.
    public let root: XMLElement
    let pointer: xmlDocPtr

    /// Reads a document under the same law as `XMLReader.parse`.
    public init(_ bytes: [UInt8], limit: Int = XMLReader.defaultLimit) throws(XMLError) {
        LibXML2.prepare()
        guard bytes.count <= limit, let size = Int32(exactly: bytes.count) else { throw .refused(feature: "size") }
        let parsed = try unsafe Parser.parse(bytes, size: size)
        do throws(XMLError) {
            root = try unsafe TreeBuilder.root(of: parsed)
        } catch {
            unsafe xmlFreeDoc(parsed)
            throw error
        }
        unsafe pointer = parsed
    }

    deinit { unsafe xmlFreeDoc(pointer) }
}
