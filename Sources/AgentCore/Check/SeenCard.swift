/// What `insi-agent check` reads of `GET /v1/professional`: the certificate of the card, not its holder.
public struct SeenCard: Decodable, Equatable, Sendable {
    /// The certificate whose key signs.
    struct Certificate: Decodable, Equatable {
        let issuer: String
        let notBefore: String

        /// The first relative name, which names the authority: `CN=…`.
        var issuerName: Substring { issuer.prefix { $0 != "," } }
    }

    let certificate: Certificate
}
