import CXML2

/// One run of libxml2's parser.
enum Parser {
    private static let options =
        XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_NOCDATA.rawValue
    /// Without XML_PARSE_HUGE libxml2 stops at this depth (xmlParserMaxDepth).
    private static let depthOfLibxml2 = 256

    /// The document, owned by the caller.
    static func parse(_ bytes: [UInt8], size: Int32) throws(XMLError) -> xmlDocPtr {
        guard let context = unsafe xmlNewParserCtxt() else { throw .libxml2(function: "xmlNewParserCtxt", code: 0) }
        defer { unsafe xmlFreeParserCtxt(context) }
        unsafe stopAtDoctype(context)
        let document = unsafe bytes.withUnsafeBytes { bytes in
            unsafe xmlCtxtReadMemory(
                context, bytes.bindMemory(to: CChar.self).baseAddress, size, nil, nil, Int32(options))
        }
        guard let document = unsafe document, unsafe context.pointee.nsWellFormed == 1, unsafe !wasStopped(context)
        else {
            unsafe xmlFreeDoc(document)
            throw unsafe failure(context)
        }
        return unsafe document
    }

    /// A DOCTYPE ends the run before anything that it declares is read.
    private static func stopAtDoctype(_ context: xmlParserCtxtPtr) {
        unsafe context.pointee.sax.pointee.internalSubset = { context, _, _, _ in
            unsafe xmlStopParser(context?.assumingMemoryBound(to: xmlParserCtxt.self))
        }
    }

    private static func wasStopped(_ context: xmlParserCtxtPtr) -> Bool {
        unsafe context.pointee.errNo == Int32(XML_ERR_USER_STOP.rawValue)
    }

    private static func failure(_ context: xmlParserCtxtPtr) -> XMLError {
        if unsafe wasStopped(context) { return .refused(feature: "DTD") }
        if unsafe context.pointee.nameNr >= depthOfLibxml2 { return .refused(feature: "depth") }
        return .malformed(line: max(1, Int(unsafe context.pointee.lastError.line)))
    }
}
