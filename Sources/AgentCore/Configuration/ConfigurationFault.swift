/// What is wrong with the configuration or a file that it names; French, for the administrator.
public struct ConfigurationFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Where in which file; nil when no line of a file is at fault, as with a default.
    public let place: Place?
    /// The key that it is about, nil when none is.
    public let key: String?
    /// What was found and what was expected.
    public let message: String
    /// What is wrong, stable and in English, where `doctor` tells it apart.
    public let code: String?

    /// A file of the configuration, or a line of it.
    public struct Place: Equatable, Sendable {
        /// Path of the file.
        public let file: String
        /// Counted from 1; nil for the file as a whole.
        public let line: Int?
        /// In characters, counted from 1.
        public let column: Int?

        /// A line of a file, or the file as a whole.
        public init(file: String, line: Int? = nil, column: Int? = nil) {
            self.file = file
            self.line = line
            self.column = column
        }

        /// `/etc/insi-agent/insi-agent.conf, ligne 3, colonne 1`
        public var text: String {
            guard let line else { return file }
            return "\(file), ligne \(line)" + (column.map { ", colonne \($0)" } ?? "")
        }
    }

    /// A fault from its parts.
    public init(_ message: String, key: String? = nil, at place: Place? = nil, code: String? = nil) {
        self.message = message
        self.code = code
        self.key = key
        self.place = place
    }

    /// One line: the place, where it is known, and the message.
    public var description: String { (place.map { $0.text + " : " } ?? "") + message }
}

extension ConfigurationFault: Encodable {
    private enum CodingKeys: CodingKey {
        case file, line, column, key, message
    }

    /// `{file, line, column, key, message}`, all of them, null where unknown.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(place?.file, forKey: .file)
        try container.encode(place?.line, forKey: .line)
        try container.encode(place?.column, forKey: .column)
        try container.encode(key, forKey: .key)
        try container.encode(message, forKey: .message)
    }
}
