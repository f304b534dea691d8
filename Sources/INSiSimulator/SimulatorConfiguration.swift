public import Cryptography

/// What the service answers about somebody it does not know.
public enum UnknownPerson: String, CaseIterable, Sendable {
    /// CodeCR 01, as in production (insi.md 4.4).
    case returnCode01
    /// The fault insi_102, as on the test platform (insi.md 5.3).
    case fault102
}

/// How the simulated service is set up.
public struct SimulatorConfiguration: Sendable {
    /// The server's certificate in PEM, with the chain after it.
    public var certificatePEM: String
    /// The server's private key in PEM.
    public var keyPEM: String
    /// The private authorities of the virtual cards.
    public var trustedCAs: [Certificate]
    /// Port on 127.0.0.1; 0 takes a free one.
    public var port: Int
    /// Folder, existing, that receives each request and answer; nil records nothing.
    public var recordFolder: String?
    /// Authorisation numbers accepted in LPS/IDAM.
    public var authorisations: Set<String>
    /// The answer about unknown persons.
    public var unknownPerson: UnknownPerson
    /// Whether a call without the Vitale assertion is refused.
    public var requiresVitaleAssertion: Bool
    /// How answers spell their namespaces.
    public var prefixStyle: PrefixStyle

    /// A service that accepts the authorisation number of the official sample (insi.md 2.4).
    public init(
        certificatePEM: String, keyPEM: String, trustedCAs: [Certificate], port: Int = 0, recordFolder: String? = nil,
        authorisations: Set<String> = ["TESTSGIE0000"], unknownPerson: UnknownPerson = .returnCode01,
        requiresVitaleAssertion: Bool = false, prefixStyle: PrefixStyle = .env
    ) {
        self.certificatePEM = certificatePEM
        self.keyPEM = keyPEM
        self.trustedCAs = trustedCAs
        self.port = port
        self.recordFolder = recordFolder
        self.authorisations = authorisations
        self.unknownPerson = unknownPerson
        self.requiresVitaleAssertion = requiresVitaleAssertion
        self.prefixStyle = prefixStyle
    }
}
