import CXML2

/// The one place where libxml2 is set up and its memory becomes values.
enum LibXML2 {
    /// Once per process: the parser's tables, and a loader that never goes to the network.
    private static let isReady: Bool = {
        xmlInitParser()
        unsafe xmlSetExternalEntityLoader { unsafe xmlNoNetExternalEntityLoader($0, $1, $2) }
        return true
    }()

    /// To be called before any other function on a thread: libxml2 keeps its error channel per thread, and without
    /// one it prints to stderr.
    static func prepare() {
        precondition(isReady)
        unsafe xmlSetStructuredErrorFunc(nil) { _, _ in }
    }

    /// A C string of libxml2, empty for none.
    static func string(_ text: UnsafePointer<xmlChar>?) -> String {
        guard let text = unsafe text else { return "" }
        return unsafe String(cString: text)
    }

    /// Calls `body` with an empty buffer and gives the bytes it then holds.
    static func collect(_ body: (xmlBufferPtr) throws(XMLError) -> Void) throws(XMLError) -> [UInt8] {
        guard let buffer = unsafe xmlBufferCreate() else { throw .libxml2(function: "xmlBufferCreate", code: 0) }
        defer { unsafe xmlBufferFree(buffer) }
        try unsafe body(buffer)
        return unsafe bytes(of: buffer)
    }

    /// The bytes of a buffer.
    static func bytes(of buffer: xmlBufferPtr) -> [UInt8] {
        let count = unsafe Int(xmlBufferLength(buffer))
        return unsafe Array(UnsafeBufferPointer(start: xmlBufferContent(buffer), count: count))
    }
}
