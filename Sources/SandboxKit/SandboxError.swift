/// Why the sandbox could not do a step: what failed, in French, for the one line that the command prints.
public struct SandboxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The step, e.g. "démarrage de pcscd".
    public let step: String
    /// What happened, and what to do about it when that is known.
    public let reason: String

    /// An error for one step.
    public init(_ step: String, _ reason: String) {
        self.step = step
        self.reason = reason
    }

    /// One line.
    public var description: String { "\(step) : \(reason)" }
}
