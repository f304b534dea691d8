/// Why the libraries told nothing.
public enum LibraryFailure: Error, Codable, Equatable, Sendable {
    /// A library or one of its functions cannot be had; the loader's reason.
    case notLoadable(reason: String)
    /// A function returned an error: its name, what it returned, its own error code if it has one.
    case refused(function: String, result: UInt16, code: UInt16?)
    /// No Vitale card.
    case cardAbsent
    /// Another card than the one meant.
    case cardChanged
    /// What a library gave breaks its own contract; which part.
    case unreadable(what: String)
}
