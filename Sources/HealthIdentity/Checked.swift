/// A value that is stored as its text and checked again when it is read back: a stored file makes no exception to the rules.
public protocol Checked: Codable {
    /// What is stored.
    var stored: String { get }
    /// The value of a stored text; nil for what it could never have been.
    init?(stored: String)
}

extension Checked {
    /// Reads and checks the text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(stored: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(Self.self)")
        }
        self = value
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(stored)
    }
}

extension Matricule: Checked {
    /// The 13 characters.
    public var stored: String { number }
    /// See `init(_:)`.
    public init?(stored: String) { self.init(stored) }
}

extension BirthDate: Checked {
    /// `AAAA-MM-JJ`.
    public var stored: String { text }
    /// See `init(_:)`.
    public init?(stored: String) { self.init(stored) }
}

extension BirthPlace: Checked {
    /// The code.
    public var stored: String { code }
    /// See `init(_:)`.
    public init?(stored: String) { self.init(stored) }
}

extension SubmittedName: Checked {
    /// The name as it is sent.
    public var stored: String { text }
    /// See `init(_:as:)`; the rules of birth names are those that hold for both kinds.
    public init?(stored: String) {
        do throws(Fault) {
            self = try SubmittedName(stored, as: .birthName)
        } catch {
            return nil
        }
    }
}
