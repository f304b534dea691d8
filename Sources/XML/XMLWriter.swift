import CXML2

/// Writes a document without declaration, indentation or white space of its own. A namespace is declared on the
/// first element that needs it.
@safe public struct XMLWriter: ~Copyable {
    private let buffer: xmlBufferPtr
    private let writer: xmlTextWriterPtr
    /// Namespaces by prefix, one table per open element; the empty prefix is the default namespace.
    private var scopes: [[String: String]] = [["": "", "xml": "http://www.w3.org/XML/1998/namespace"]]

    /// An empty document. Throws `XMLError.libxml2` when there is no memory.
    public init() throws(XMLError) {
        LibXML2.prepare()
        guard let buffer = unsafe xmlBufferCreate() else { throw .libxml2(function: "xmlBufferCreate", code: 0) }
        guard let writer = unsafe xmlNewTextWriterMemory(buffer, 0) else {
            unsafe xmlBufferFree(buffer)
            throw .libxml2(function: "xmlNewTextWriterMemory", code: 0)
        }
        unsafe self.buffer = buffer
        unsafe self.writer = writer
    }

    deinit {
        unsafe xmlFreeTextWriter(writer)
        unsafe xmlBufferFree(buffer)
    }

    /// Opens an element, with the default namespace when there is no prefix.
    public mutating func start(_ name: XMLName, prefix: String = "") throws(XMLError) {
        try check(unsafe xmlTextWriterStartElement(writer, Self.qualified(name.local, prefix)))
        scopes.append(scopes.last ?? [:])
        try declare(name.namespace, prefix: prefix)
    }

    /// Declares a namespace on the element just started, before its attributes, unless that is already so.
    public mutating func declare(_ namespace: String, prefix: String) throws(XMLError) {
        let top = scopes.count - 1
        guard scopes[top][prefix] != namespace else { return }
        scopes[top][prefix] = namespace
        try write(attribute: prefix.isEmpty ? "xmlns" : "xmlns:\(prefix)", namespace)
    }

    /// Adds an attribute without namespace to the element just started.
    public mutating func attribute(_ local: String, _ value: String) throws(XMLError) {
        try write(attribute: local, value)
    }

    /// Adds an attribute with a namespace, which needs a prefix.
    public mutating func attribute(_ name: XMLName, prefix: String, _ value: String) throws(XMLError) {
        precondition(!prefix.isEmpty, "an attribute without prefix has no namespace")
        try declare(name.namespace, prefix: prefix)
        try write(attribute: Self.qualified(name.local, prefix), value)
    }

    /// Writes text, escaped. Throws `XMLError.unwritable` for a character that XML 1.0 cannot hold.
    public mutating func text(_ text: String) throws(XMLError) {
        try XMLCharacter.check(text)
        try check(unsafe xmlTextWriterWriteString(writer, text))
    }

    /// Closes the innermost open element.
    public mutating func end() throws(XMLError) {
        precondition(scopes.count > 1, "an element is open")
        scopes.removeLast()
        try check(unsafe xmlTextWriterEndElement(writer))
    }

    /// An element that holds only text.
    public mutating func element(_ name: XMLName, prefix: String = "", text: String) throws(XMLError) {
        try start(name, prefix: prefix)
        try self.text(text)
        try end()
    }

    /// Puts in a well-formed fragment that declares its own namespaces, byte for byte, such as a signed assertion.
    public mutating func verbatim(_ bytes: [UInt8]) throws(XMLError) {
        try check(unsafe xmlTextWriterWriteRawLen(writer, bytes, Int32(clamping: bytes.count)))
    }

    /// The document in UTF-8. All elements must have been ended.
    public consuming func finish() throws(XMLError) -> [UInt8] {
        precondition(scopes.count == 1, "all elements are ended")
        try check(unsafe xmlTextWriterFlush(writer))
        return unsafe LibXML2.bytes(of: buffer)
    }

    private func write(attribute name: String, _ value: String) throws(XMLError) {
        try XMLCharacter.check(value)
        try check(unsafe xmlTextWriterWriteAttribute(writer, name, value))
    }

    private func check(_ result: Int32) throws(XMLError) {
        guard result >= 0 else { throw .libxml2(function: "xmlTextWriter", code: result) }
    }

    private static func qualified(_ local: String, _ prefix: String) -> String {
        prefix.isEmpty ? local : "\(prefix):\(local)"
    }
}
