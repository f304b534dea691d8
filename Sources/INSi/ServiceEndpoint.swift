/// Where the service listens in CPx mode (insi.md 1.1). The URLs are weak facts: seen in official samples and in the code
/// of others, the one of production never exercised. This is their only place.
public struct ServiceEndpoint: Hashable, Sendable {
    /// An `https` URL.
    public let url: String

    /// An endpoint of one's own: a simulator, a relay.
    public init(url: String) {
        self.url = url
    }

    /// The test platform.
    public static let test = ServiceEndpoint(url: "https://qualiflps.services-ps.ameli.fr/lps")
    /// Production.
    public static let production = ServiceEndpoint(url: "https://services-ps.ameli.fr/lps")
}
