import XML

extension SOAPFault {
    /// Reads a SOAP 1.2 Fault, with or without Detail; `sent` is the MessageID of the request (insi.md 5.1).
    init(element: XMLElement, sent messageID: String) {
        let code = element.first(.soap("Code"))
        let error = element.first(.soap("Detail"))?.first(.siram("Erreur"))
        let subcode = code?.first(.soap("Subcode"))?.first(.soap("Value"))?.localPart
        self.init(
            subcode: subcode?.isEmpty == false ? subcode : nil,
            side: code?.first(.soap("Value")).flatMap { Side(rawValue: $0.localPart) },
            code: error?[attribute: "code"],
            severity: error?[attribute: "severite"],
            messageID: error?[attribute: "messageID"] ?? messageID,
            reason: element.first(.soap("Reason"))?.first(.soap("Text"))?.filledText,
            text: error?.filledText)
    }
}
