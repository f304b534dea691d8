/// Why a name cannot be printed.
public enum NameFault: Error, Equatable, Sendable {
    /// Nothing in it, or more than 100 characters.
    case length
    /// A character that may not stand where it does; positions count from 1.
    case character(position: Int)
    /// It begins or ends with a space.
    case edge
    /// No letter in it.
    case noLetter
}
