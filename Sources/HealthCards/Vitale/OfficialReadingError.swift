/// Why the official libraries could not tell anything. No text holds anything of the card.
public enum OfficialReadingError: Error, Equatable, Sendable {
    /// A configured library cannot be loaded: absent, of another architecture, a function missing. The loader's reason.
    case notLoadable(reason: String)
    /// The library crashed, or ended its process; the signal or exit status.
    case crashed(status: Int32)
    /// No answer within the time.
    case timedOut
    /// A function returned an error: its name, what it returned, and its own error code if it has one.
    case refused(function: String, result: UInt16, code: UInt16?)
    /// No Vitale card for the library.
    case cardAbsent
    /// Another card than the one meant.
    case cardChanged
    /// What the library gave is not understood; which part.
    case unreadable(String)
}
