public import INSi

/// What an administrator decides, read from one file (see `ConfigurationKey` for every key).
public struct Configuration: Equatable, Sendable {
    /// Which platform is called; never guessed from a card.
    public var environment = Environment.production
    /// Whether a single beneficiary and a ready professional lead to the call without a click.
    public var automatic = false
    /// Folder of clients, instance and the roles of readers.
    public var stateDirectory = "/var/lib/insi-agent"
    /// TCP port on loopback; 0 takes any free one.
    public var port = 14674
    /// Path of the Unix socket.
    public var socket = "/run/insi-agent/agent.sock"
    /// Users, by number, who may use the Unix socket besides root and the agent's own.
    public var socketUsers: [UInt32] = []
    /// URL of the INSi service in CPx mode; nil takes the one of the environment.
    public var url: String?
    /// File of the trust anchors, PEM; nothing else is trusted.
    public var trustAnchors = "/etc/insi-agent/trust-anchors.pem"
    /// Seconds until a connection must stand.
    public var connectTimeout = 20
    /// Seconds until the answer must be there.
    public var totalTimeout = 30
    /// Authorisation number of the software (`LPS/IDAM`).
    public var idam = ""
    /// Billing identifiers by the holder's national identifier (insi.md 3.3).
    public var billing: [String: String] = [:]
    /// Billing identifier of the establishment, for holders that have none of their own.
    public var billingDefault: String?
    /// Minutes without a signature after which the PIN session ends; 0 never ends it.
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

    /// The platforms.
    public enum Environment: String, CaseIterable, Sendable {
        /// The simulator on this machine.
        case sandbox
        /// The certification body's platform.
        case test
        /// The national service.
        case production
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

    /// Where WS_INS1 is called; nil when the sandbox's address is missing.
    public var endpoint: ServiceEndpoint? {
        if let url { return ServiceEndpoint(url: url) }
        switch environment {
        case .sandbox: return nil
        case .test: return .test
        case .production: return .production
        }
    }

    /// The defaults.
    public init() {}

    /// The billing identifier to send for a holder; nil when neither the table nor the establishment gives one.
    public func billingIdentifier(nationalId: String) -> String? {
        billing[nationalId] ?? billingDefault
    }
}
