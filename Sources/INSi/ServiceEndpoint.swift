/// Where the service listens (insi.md 1.1). The URLs are weak facts: seen in official samples, a log, and the code and
/// comments of others, those of production never exercised. This is their only place.
public struct ServiceEndpoint: Hashable, Sendable {
    /// An `https` URL.
    public let url: String

    /// An endpoint of one's own: a simulator, a relay.
    public init(url: String) {
        self.url = url
    }

    /// The test platform, with a professional's assertion.
    public static let test = ServiceEndpoint(url: "https://qualiflps.services-ps.ameli.fr/lps")
    /// Production, with a professional's assertion.
    public static let production = ServiceEndpoint(url: "https://services-ps.ameli.fr/lps")
    /// The test platform, with a software certificate; the hyphen after `qualiflps` is right.
    public static let testWithCertificate = ServiceEndpoint(url: "https://qualiflps-services-ps-tlsm.ameli.fr/lps")
    /// Production, with a software certificate.
    public static let productionWithCertificate = ServiceEndpoint(url: "https://services-ps-tlsm.ameli.fr/lps")
}
