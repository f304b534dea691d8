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
    /// The server's certificate in PEM, with the chain after it. Both listeners present it, whatever is wrong with it.
    public var certificatePEM: String
    /// The server's private key in PEM.
    public var keyPEM: String
    /// The private authorities of the virtual cards and of software certificates.
    public var trustedCAs: [Certificate]
    /// Port on 127.0.0.1 of the CPx mode; 0 takes a free one.
    public var port: Int
    /// Port on 127.0.0.1 of mutual TLS; 0 takes a free one.
    public var tlsmPort = 0
    /// Serial numbers, upper-case hexadecimal, of client certificates whose handshake is refused.
    public var revokedClients: Set<String> = []
    /// Folder, existing, that receives each request and answer; nil records nothing.
    public var recordFolder: String?
    /// Authorisation numbers accepted in LPS/IDAM.
    public var authorisations: Set<String>
    /// The persons that the service knows.
    public var persons = PersonBase.builtIn
    /// The answer about unknown persons.
    public var unknownPerson: UnknownPerson
    /// Oldest professional's assertion accepted, in seconds. Statements go from 20 s to 1 h (insi.md 3.6).
    public var assertionLifetime: Int64 = 3600
    /// Whether a physician's assertion without `codeSpecialiteAMO` is refused (insi.md 3.3).
    public var requiresSpeciality = true
    /// Whether a MessageID or Id used before, and a Temps more than five minutes away, is refused; the test platform takes
    /// both (insi.md 2.2).
    public var requiresFreshness = false
    /// Whether a call without the Vitale assertion is refused.
    public var requiresVitaleAssertion: Bool
    /// How answers spell their namespaces.
    public var prefixStyle: PrefixStyle
    /// What is odd in answers.
    public var quirks: Set<Quirk> = []
    /// The names of WS_INS3, which nobody has published.
    public var verification = VerificationNames.standIn

    /// A service that accepts the authorisation number of the official sample (insi.md 2.4); the other properties are set
    /// one by one.
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
