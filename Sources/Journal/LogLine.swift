import Glibc
public import Logging

/// One event as it is written: what happened, and what may be told of it.
public struct LogLine: Equatable, Sendable {
    /// Something told of the event: a name in camel case, such as `requestId`, and its value.
    public struct Field: Equatable, Sendable {
        /// What it is.
        public let name: String
        /// What it says.
        public let value: String

        /// A field from its parts.
        public init(_ name: String, _ value: String) {
            (self.name, self.value) = (name, value)
        }
    }

    /// Where in the program it was told.
    public struct Place: Equatable, Sendable {
        let file: String
        let function: String
        let line: UInt

        /// A place of the source.
        public init(file: String, function: String, line: UInt) {
            (self.file, self.function, self.line) = (file, function, line)
        }
    }

    /// When, in milliseconds since 1970 UTC.
    public let time: Int64
    /// How grave it is.
    public let level: Logger.Level
    /// Its stable name, such as `pcsc.unavailable`; `library` for a line of a library.
    public let event: String
    /// The identifier of the events that alerts are built on, 32 hexadecimal digits; nil for the others.
    public let alert: String?
    /// What happened, in English.
    public let message: String
    /// What is told of it.
    public let fields: [Field]
    /// Where it was told.
    public let place: Place

    /// A line told now.
    public init(
        _ level: Logger.Level, _ event: String, alert: String? = nil, message: String, fields: [Field], place: Place
    ) {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        time = Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
        self.level = level
        self.event = event
        self.alert = alert
        self.message = message
        self.fields = fields
        self.place = place
    }

    /// Bytes that it takes in memory, about.
    var size: Int {
        fields.reduce(event.utf8.count + message.utf8.count + 200) {
            $0 + $1.name.utf8.count + $1.value.utf8.count + 32
        }
    }
}
