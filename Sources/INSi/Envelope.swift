import XML

/// A request: MessageID, Action, Security, both contexts, and the body of its operation (insi.md 2).
///
/// Only the professional's assertion is signed; assertions go in byte for byte.
struct Envelope {
    let stamp: MessageStamp
    let content: any OperationContent
    let authentication: CallAuthentication
    let context: CallContext

    /// The message in UTF-8, with declaration and without white space between elements.
    ///
    /// Throws `XMLError.unwritable` when a text holds a character that XML cannot.
    func bytes() throws(XMLError) -> [UInt8] {
        var writer = try XMLWriter()
        try writer.start(.soap("Envelope"), prefix: "soap")
        try writer.start(.soap("Header"), prefix: "soap")
        try writer.element(.addressing("MessageID"), prefix: "wsa", text: stamp.messageID)
        try writer.element(.addressing("Action"), prefix: "wsa", text: content.action)
        try writeSecurity(to: &writer)
        try writeBAM(to: &writer)
        try writeLPS(to: &writer)
        try writer.end()
        try writer.start(.soap("Body"), prefix: "soap")
        try content.writeBody(to: &writer)
        try writer.end()
        try writer.end()
        return try Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + writer.finish()
    }

    /// The professional's assertion first, then the card's (insi.md 2.7); no header without one (insi.md 2.2).
    private func writeSecurity(to writer: inout XMLWriter) throws(XMLError) {
        let assertions = authentication.assertions
        guard !assertions.isEmpty else { return }
        try writer.start(.security("Security"), prefix: "wsse")
        for octets in assertions { try writer.verbatim(octets) }
        try writer.end()
    }
}
