public import SmartCard

/// One step of an inspection.
public struct InspectionEntry: Equatable, Sendable {
    /// What was done, with files by our own names for them, e.g. "READ file 2 of application 1".
    public let step: String
    /// What came of it.
    public let outcome: Outcome

    /// What came of a step.
    public enum Outcome: Equatable, Sendable {
        /// The card answered: its status word, the last one for a file, and the shape of the data.
        case answered(StatusWord, InspectedData)
        /// The exchange failed.
        case failed(CardError)
        /// Not done: the walk has a limit, or the exchange failed too often.
        case givenUp
    }

    /// The step, then the tags with their nesting shown by indentation.
    public var lines: [String] {
        switch outcome {
        case .failed(let error): ["\(step): failed, \(error)"]
        case .givenUp: ["\(step): given up"]
        case .answered(let status, let data):
            ["\(step): \(status)\(data.summary)"] + data.objects.flatMap { $0.lines(1) }
        }
    }
}
