/// What a command led to, before T=0 decides how the data leaves the card.
enum Answer {
    /// No data.
    case status(UInt16)
    /// Data of a command that had data itself (case 4): it waits for GET RESPONSE.
    case result([UInt8])
    /// Bytes from here to the end of a file, for a command that said how many it wants (case 2).
    case excerpt(ArraySlice<UInt8>, expected: Int)

    static let success = Answer.status(Status.success)
}
