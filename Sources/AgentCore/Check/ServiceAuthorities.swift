/// The authorities that certify the INSi service and its clients. Weak facts: computed and observed on certificates that other
/// clients ship (insi.md 1.4, 1.5), not stated by any document of the service. This is their only place.
enum ServiceAuthorities {
    /// One authority of the server's chain.
    struct Authority {
        /// Common name of its subject.
        let name: String
        /// SHA-256 of its certificate, in lower-case hexadecimal.
        let fingerprint: String
    }

    /// The issuer of the server's certificate, on both platforms, and its root (insi.md 1.4).
    static let ofServer = [
        Authority(
            name: "AC IGC-SANTE ELEMENTAIRE ORGANISATIONS",
            fingerprint: "d834ee5b40686b73573f60547bf6052c6d404d942a5665cdb2c0b9137b5d27b2"),
        Authority(
            name: "AC RACINE IGC-SANTE ELEMENTAIRE",
            fingerprint: "2d9e22ca19f777c6b745257c723ecb8df3c35fa6f1f6ec36b83600c97346967f"),
    ]

    /// Common name of the issuer of a software certificate (insi.md 1.5); nil where any will do.
    static func issuerOfClients(in environment: Configuration.Environment) -> String? {
        switch environment {
        case .sandbox: nil
        case .test: "TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS"
        case .production: "AC IGC-SANTE ELEMENTAIRE ORGANISATIONS"
        }
    }
}
