import XML

/// Finds the professional's assertion by structure, never by its ID.
enum AssertionLocator {
    /// The root itself, or the first assertion in `Envelope/Header/Security` that is not the patient's card's. Header
    /// and Security must be there once.
    static func assertion(in root: XMLElement) throws(SAMLError) -> XMLElement {
        if root.name == AssertionName.assertion { return root }
        guard root.name == EnvelopeName.envelope else { throw .malformed(what: "Envelope") }
        let security = try only(EnvelopeName.security, in: only(EnvelopeName.header, in: root))
        guard let assertion = security.all(AssertionName.assertion).first(where: { !isVitale($0) }) else {
            throw .malformed(what: "Security")
        }
        return assertion
    }

    /// How many elements carry that identifier, in whatever attribute a signature could refer to.
    static func count(ofIdentifier id: String, in element: XMLElement) -> Int {
        let own = element.attributes.contains { $0.name.local.lowercased() == "id" && $0.value == id }
        return element.elements.reduce(own ? 1 : 0) { $0 + count(ofIdentifier: id, in: $1) }
    }

    private static func only(_ name: XMLName, in element: XMLElement) throws(SAMLError) -> XMLElement {
        let found = element.all(name)
        guard found.count == 1 else { throw .malformed(what: name.local) }
        return found[0]
    }

    private static func isVitale(_ assertion: XMLElement) -> Bool {
        let nameID = assertion.first(AssertionName.subject)?.first(AssertionName.nameID)
        return nameID?[attribute: "NameQualifier"] == AssertionName.vitaleQualifier
    }
}
