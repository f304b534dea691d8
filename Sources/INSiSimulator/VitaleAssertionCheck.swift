import XML

/// Believes or refuses the Vitale assertion beside the professional's (insi.md 3.9; what the certification body checks).
struct VitaleAssertionCheck: Sendable {
    /// Whether a call without it is refused. Whether the real service demands it is unknown.
    let isRequired: Bool

    /// Obsolete after 20 minutes; five are for clocks.
    private static let lifetime: Int64 = 20 * 60

    /// Checks the header of an envelope sent by `emitter` at `time`, seconds since 1970 UTC.
    func check(_ root: XMLElement, emitter: String, at time: Int64) throws(Refusal) {
        let security = root.first(.soap("Header"))?.first(.security)
        if let security { try SchemaCheck(part: "security").check(security, against: RequestTable.security) }
        let assertions = security?.all(.saml("Assertion")) ?? []
        guard assertions.first.map({ !Self.isVitale($0) }) ?? true else {
            throw .message("security", "L'assertion du professionnel est attendue en premier.")
        }
        guard assertions.count == 2 else {
            guard !isRequired else { throw .assertion("vitale", "Assertion Vitale absente.") }
            return
        }
        try Self.check(assertions[1], emitter, time)
    }

    private static func check(_ assertion: XMLElement, _ emitter: String, _ time: Int64) throws(Refusal) {
        guard isVitale(assertion), assertion[attribute: "Version"] == "2.0",
            assertion[attribute: "ID"]?.isEmpty == false, assertion.first(.saml("AttributeStatement")) == nil
        else { throw .assertion("vitale", "Assertion Vitale mal formée.") }
        let issuer = assertion.first(.saml("Issuer"))
        guard issuer?.text == emitter, issuer?[attribute: "Format"] == nil else {
            throw .assertion("vitale_issuer", "Issuer n'est pas le CN de la carte de professionnel.")
        }
        let serial = assertion.first(.saml("Subject"))?.first(.saml("NameID"))?.text.utf8
        guard let serial, (12...20).contains(serial.count), serial.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .assertion("vitale_serial", "NameID n'est pas un numéro de série de 12 à 20 chiffres.")
        }
        guard let issued = assertion[attribute: "IssueInstant"].flatMap(DateTime.seconds) else {
            throw .assertion("vitale", "IssueInstant illisible.")
        }
        guard time - issued <= lifetime, issued - time <= 300 else {
            throw .assertion("vitale_too_old", "Assertion Vitale de plus de 20 minutes.")
        }
    }

    private static func isVitale(_ assertion: XMLElement) -> Bool {
        assertion.first(.saml("Subject"))?.first(.saml("NameID"))?[attribute: "NameQualifier"] == "VITALE"
    }
}
