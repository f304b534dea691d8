/// Where lines are written as they happen.
public protocol LogOutput: Sendable {
    /// Writes a line without ever waiting; false when it is lost.
    func write(_ line: LogLine) -> Bool
}
