/// What the agent asks the process that holds the official reading libraries: one line of JSON.
public struct LibraryRequest: Codable, Equatable, Sendable {
    /// What is asked for.
    public enum Verb: String, Codable, Sendable {
        /// Loads every configured library and tells MICA's version.
        case version
        /// Reads all that the configured libraries tell of the card.
        case read
        /// Compares the card in the reader with a serial number.
        case confirm
    }

    /// What is asked for.
    public let verb: Verb
    /// Path of the API de lecture Vitale; nil when it is not configured.
    public let apiLec: String?
    /// What `Hn_Init` takes: where `api_lec.ini` is.
    public let apiLecConfiguration: String?
    /// Path of MICA; nil when it is not configured.
    public let mica: String?
    /// PC/SC name of the reader.
    public let reader: String
    /// Serial number to compare with, of 1 to 20 digits.
    public let serial: String?
    /// Seconds that the API de lecture may wait for a card.
    public let patience: Int16

    /// A request from its parts.
    public init(
        verb: Verb, apiLec: String?, apiLecConfiguration: String?, mica: String?, reader: String, serial: String?,
        patience: Int16
    ) {
        self.verb = verb
        self.apiLec = apiLec
        self.apiLecConfiguration = apiLecConfiguration
        self.mica = mica
        self.reader = reader
        self.serial = serial
        self.patience = patience
    }
}
