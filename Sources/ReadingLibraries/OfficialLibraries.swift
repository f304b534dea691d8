/// Where the official reading libraries are, and how long they may take (vitale.md 5.2).
public struct OfficialLibraries: Equatable, Sendable {
    /// Absolute path of the API de lecture Vitale; nil without it.
    public let apiLec: String?
    /// What `Hn_Init` takes, unchanged: where `api_lec.ini` is. Weak: the specification says its path, the programs known
    /// pass its folder with a slash at the end.
    public let apiLecConfiguration: String?
    /// Absolute path of MICA; nil without it.
    public let mica: String?
    /// Absolute path of the program `insi-agent-library`.
    public let helper: String
    /// How long one request may take, the libraries' own waiting included.
    public let timeout: Duration

    /// A configuration from its parts.
    public init(
        apiLec: String?, apiLecConfiguration: String?, mica: String?, helper: String, timeout: Duration = .seconds(30)
    ) {
        self.apiLec = apiLec
        self.apiLecConfiguration = apiLecConfiguration
        self.mica = mica
        self.helper = helper
        self.timeout = timeout
    }
}
