import XML

/// Reads the canonical octets of an assertion without its signature: exactly insi.md 3.1.
enum ContentReader {
    static func read(_ octets: [UInt8]) throws(SAMLError) -> AssertionContent {
        let assertion = try xml { () throws(XMLError) in try XMLReader.parse(octets) }
        guard assertion.name == AssertionName.assertion else { throw .malformed(what: "Assertion") }
        let values = try assertion.exactAttributes(["ID", "IssueInstant", "Version"])
        guard isIdentifier(values[0]) else { throw .malformed(what: "ID") }
        guard IssueInstant.seconds(values[1]) != nil else { throw .malformed(what: "IssueInstant") }
        guard values[2] == "2.0" else { throw .malformed(what: "Version") }
        let parts = try assertion.exactChildren([
            AssertionName.issuer, AssertionName.subject, AssertionName.attributeStatement,
        ])
        let subject = try subject(parts[1])
        return AssertionContent(
            id: values[0], issueInstant: values[1], issuer: try issuer(parts[0]), nameQualifier: subject.qualifier,
            nameID: subject.name, attributes: try attributes(parts[2]))
    }

    /// What can be referred to as `#ID` without any escaping.
    private static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    private static func issuer(_ element: XMLElement) throws(SAMLError) -> String {
        guard try element.exactAttributes(["Format"]) == [AssertionName.subjectNameFormat] else {
            throw .malformed(what: "Issuer")
        }
        return try element.exactText()
    }

    private static func subject(_ element: XMLElement) throws(SAMLError) -> (qualifier: String, name: String) {
        let nameID = try element.exactChild(AssertionName.nameID)
        let qualifier = try nameID.exactAttributes(["NameQualifier"])[0]
        guard qualifier != AssertionName.vitaleQualifier else { throw .malformed(what: "NameID") }
        return (qualifier, try nameID.exactText())
    }

    private static func attributes(_ statement: XMLElement) throws(SAMLError) -> [AssertionContent.Attribute] {
        _ = try statement.exactAttributes([])
        let count = statement.elements.count
        guard count > 0 else { throw .malformed(what: "AttributeStatement") }
        var attributes: [AssertionContent.Attribute] = []
        for element in try statement.exactChildren(Array(repeating: AssertionName.attribute, count: count)) {
            let name = try element.exactAttributes(["Name"])[0]
            let value = try element.exactChildren([AssertionName.attributeValue])[0]
            guard value.attributes.allSatisfy({ $0.name == EnvelopeName.schemaType }) else {
                throw .malformed(what: "AttributeValue")
            }
            attributes.append(AssertionContent.Attribute(name: name, value: try value.exactText()))
        }
        return attributes
    }
}
