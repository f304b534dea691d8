/// Why a JSON card description is refused. Names the field, never its content.
public enum CardDescriptionError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not JSON, or not an object.
    case notJSON
    /// A key that descriptions do not know: a spelling mistake would otherwise pass in silence.
    case unknownKey(String)
    /// A required key is absent.
    case missingKey(String)
    /// A key whose value has the wrong type or form; `expected` says the right one.
    case wrongValue(key: String, expected: String)
    /// A text with a character that Latin-1, the chip's alphabet, does not have.
    case notLatin1(key: String)

    /// One English sentence: what is wrong and where.
    public var description: String {
        switch self {
        case .notJSON: "The card description is not a JSON object."
        case .unknownKey(let key): "The card description has an unknown key \"\(key)\"."
        case .missingKey(let key): "The card description lacks the key \"\(key)\"."
        case .wrongValue(let key, let expected): "The value of \"\(key)\" in the card description is not \(expected)."
        case .notLatin1(let key): "The value of \"\(key)\" in the card description has a character outside Latin-1."
        }
    }
}
