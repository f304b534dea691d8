import XML

/// Believes or refuses a call over mutual TLS (insi.md 1.5, 1.6, 2.5, 3.8).
struct SoftwareCheck {
    let identity: ClientIdentity

    /// Checks the role, before the message is looked at.
    func checkRole() throws(Refusal) {
        guard identity.mayCall else { throw .desir560 }
    }

    /// Checks the header of an envelope sent by `emitter`: Security absent or empty, Emetteur the certificate's OU.
    func check(_ root: XMLElement, emitter: String) throws(Refusal) {
        if let security = root.first(.soap("Header"))?.first(.security) {
            try SchemaCheck(part: "security").check(security, against: RequestTable.emptySecurity)
        }
        guard emitter == identity.organisationalUnit else {
            throw .message("emitter", "Emetteur n'est pas l'OU du certificat.")
        }
    }
}
