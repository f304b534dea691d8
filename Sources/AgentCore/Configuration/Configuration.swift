public import INSi

/// What an administrator decides, read from a file and its drop-ins (see `ConfigurationKey` for every key).
public struct Configuration: Equatable, Sendable {
    /// Which platform is called; never guessed from a card.
    public var environment = Environment.production
    /// Whether a single beneficiary and a ready professional lead to the call without a click.
    public var automatic = false
    /// Folder of clients, instance, the roles of readers, the sealed work lists and the key that seals them.
    public var stateDirectory = "/var/lib/insi-agent"
    /// TCP port on loopback; 0 takes any free one.
    public var port = 14674
    /// Path of the Unix socket.
    public var socket = "/run/insi-agent/agent.sock"
    /// Users, by number, who may use the Unix socket besides root and the agent's own.
    public var socketUsers: [UInt32] = []
    /// How calls are authenticated.
    public var authentication = Authentication.cpx
    /// PKCS#12 file of the software certificate.
    public var clientCertificate: String?
    /// File that holds its passphrase, readable by the agent's user only; nil for none.
    public var clientCertificatePassphrase: String?
    /// URL of the INSi service; nil takes the one of the environment and the authentication.
    public var url: String?
    /// File of the trust anchors, PEM; nothing else is trusted.
    public var trustAnchors = "/etc/insi-agent/trust-anchors.pem"
    /// File of the revocation lists of these authorities, PEM; nil leaves revocation unchecked.
    public var revocationLists: String?
    /// Proxy on the way to the service; nil connects directly.
    public var proxy: String?
    /// Its user.
    public var proxyUser: String?
    /// File that holds its password.
    public var proxyPassword: String?
    /// Seconds until a connection must stand.
    public var connectTimeout = 20
    /// Seconds until the answer must be there.
    public var totalTimeout = 30
    /// Authorisation number of the software (`LPS/IDAM`).
    public var idam = ""
    /// How often a call is made again when the service was not reached or said that it is unavailable.
    public var retries = 2
    /// Seconds before the first of these calls; twice as many before the second, and so on.
    public var retryPause = 2
    /// Seconds during which a signed assertion may serve for further calls by traits; 0 signs each.
    public var assertionAge = 20
    /// Whether a provisional identity may be called for.
    public var provisionalCalls = true
    /// Namespace of the request of WS_INS3, from the integration guide; nil leaves it off (insi.md 2.9).
    public var verificationNamespace: String?
    /// SOAP action of WS_INS3, from the integration guide.
    public var verificationAction: String?
    /// Searches that work lists may make in a day; 0 closes them.
    public var workListDaily = 100
    /// Seconds between two lines of a work list.
    public var workListPause = 5
    /// Billing by the holder's national identifier (insi.md 3.3).
    public var billing: [String: Billing] = [:]
    /// Billing of the establishment, for holders that have no entry of their own.
    public var billingDefault: Billing?
    /// Minutes without use at the desk after which the PIN session ends; 0 never ends it.
    public var pinIdle = 120
    /// File of the authorities that issue professional cards, PEM; nil leaves the chain unchecked.
    public var cardAuthorities: String?
    /// Whether WS_INS1 may go without the Vitale assertion; nil takes the environment's rule (insi.md 3.9).
    public var vitaleAssertion: VitaleAssertionRule?
    /// The official reading API (`libapi_lec`), its configuration file, and MICA: nil where it is not installed.
    public var apiLec: String?
    /// Path of `api_lec.ini`.
    public var apiLecConfiguration: String?
    /// Path of the MICA library.
    public var mica: String?
    /// Seconds until an official library must have answered.
    public var libraryTimeout = 30
    /// Seconds during which the result of a card that was pulled is kept in memory, 0 to 300.
    public var resultRetention = 60
    /// Days that a full file of the audit trail is kept.
    public var auditRetention = 365
    /// From which level events are written to the journal or standard error.
    public var logLevel = LogLevel.info

    /// The platforms.
    public enum Environment: String, CaseIterable, Sendable {
        /// The simulator on this machine.
        case sandbox
        /// The certification body's platform.
        case test
        /// The national service.
        case production
    }

    /// The modes of insi.md 1.6 that have a public transport; Pro Santé Connect has none.
    public enum Authentication: String, CaseIterable, Sendable {
        /// A professional's card signs an assertion.
        case cpx
        /// The connection carries a certificate of the structure.
        case softwareCertificate
    }

    /// The levels of the log that a file can name; graver events are always written.
    public enum LogLevel: String, CaseIterable, Sendable {
        case debug, info, notice, warning, error
    }

    /// Whether WS_INS1 by Vitale card needs the assertion that holds the card's serial number.
    public enum VitaleAssertionRule: String, CaseIterable, Sendable {
        /// Without a serial number the call is refused.
        case required
        /// It is sent when a library tells the serial number.
        case whenAvailable
    }

    /// The rule in force: production requires the assertion unless the file says otherwise.
    public var vitaleAssertionInForce: VitaleAssertionRule {
        vitaleAssertion ?? (environment == .production ? .required : .whenAvailable)
    }

    /// Where the service is called; nil when the sandbox's address is missing.
    public var endpoint: ServiceEndpoint? {
        if let url { return ServiceEndpoint(url: url) }
        switch environment {
        case .sandbox: return nil
        case .test: return authentication == .cpx ? .test : .testWithCertificate
        case .production: return authentication == .cpx ? .production : .productionWithCertificate
        }
    }

    /// The defaults.
    public init() {}

    /// The form of WS_INS3; nil while it is off.
    public var verificationFormat: INSVerification.Format? {
        guard let verificationNamespace, let verificationAction else { return nil }
        return INSVerification.Format(namespace: verificationNamespace, action: verificationAction)
    }

    /// What to send for a holder; nil when neither the table nor the establishment gives it.
    public func billing(nationalId: String) -> Billing? {
        billing[nationalId] ?? billingDefault
    }
}
