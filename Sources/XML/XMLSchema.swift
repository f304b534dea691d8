import CXML2

/// A W3C schema read from a local file; the files it imports are local too, since the network is denied.
@safe public final class XMLSchema {
    private let schema: xmlSchemaPtr

    /// Reads a schema. Throws `XMLError.unusableSchema` with the reasons when it cannot be read or is none.
    public init(file path: String) throws(XMLError) {
        LibXML2.prepare()
        guard let context = unsafe xmlSchemaNewParserCtxt(path) else {
            throw .libxml2(function: "xmlSchemaNewParserCtxt", code: 0)
        }
        defer { unsafe xmlSchemaFreeParserCtxt(context) }
        let collector = ViolationCollector()
        unsafe xmlSchemaSetParserStructuredErrors(context, ViolationCollector.record, collector.reference)
        guard let schema = unsafe xmlSchemaParse(context) else {
            throw .unusableSchema(reason: collector.violations.map(\.message).joined(separator: "; "))
        }
        unsafe self.schema = schema
        withExtendedLifetime(collector) {}
    }

    deinit { unsafe xmlSchemaFree(schema) }

    /// What is wrong with a document, nothing when it is valid. Throws for a document that cannot be read at all.
    public func validate(_ bytes: [UInt8]) throws(XMLError) -> [SchemaViolation] {
        let document = try XMLDocument(bytes)
        guard let context = unsafe xmlSchemaNewValidCtxt(schema) else {
            throw .libxml2(function: "xmlSchemaNewValidCtxt", code: 0)
        }
        defer { unsafe xmlSchemaFreeValidCtxt(context) }
        let collector = ViolationCollector()
        unsafe xmlSchemaSetValidStructuredErrors(context, ViolationCollector.record, collector.reference)
        let result = unsafe xmlSchemaValidateDoc(context, document.pointer)
        guard result >= 0 else { throw .libxml2(function: "xmlSchemaValidateDoc", code: result) }
        return collector.violations
    }
}
