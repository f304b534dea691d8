/// What the process that holds the official reading libraries answers: one line of JSON, what comes from a library as
/// base64.
public enum LibraryAnswer: Codable, Equatable, Sendable {
    /// All that was asked for.
    case told(LibraryFacts)
    /// Why there is nothing.
    case failed(LibraryFailure)
}
