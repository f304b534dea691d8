import XML

/// What one operation writes into the envelope; contexts and security are the same for all.
protocol OperationContent {
    /// The SOAP action, in `wsa:Action` and in the Content-Type.
    var action: String { get }
    /// The content of COUVERTURE, empty for most (insi.md 2.3).
    func writeCover(to writer: inout XMLWriter) throws(XMLError)
    /// The one child of Body.
    func writeBody(to writer: inout XMLWriter) throws(XMLError)
    /// Reads the one child of the answer's Body.
    func readAnswer(in body: XMLElement) throws(XMLError) -> INSiAnswer.Content
}

extension OperationContent {
    func writeCover(to writer: inout XMLWriter) throws(XMLError) {}
}
