/// Why a file of identities is refused: which entry and field, never its content.
public enum PersonBaseError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not JSON, or no object with an array `persons`.
    case notJSON
    /// A field that is absent, unknown, or not what it should be. The path tells the entry, counted from 0.
    case field(path: String, expected: String)

    /// One French sentence.
    public var description: String {
        switch self {
        case .notJSON: "un objet JSON avec la liste « persons » est attendu"
        case .field(let path, let expected): "\(path) : \(expected)"
        }
    }
}
