/// What a test waited for and did not get in time.
public struct TestFailure: Error, CustomStringConvertible {
    /// What was missing, and what there was instead.
    public let description: String

    /// A failure in words.
    public init(_ description: String) {
        self.description = description
    }
}
