public import AgentCore

/// What does not change while the agent runs.
public struct AgentDescription: Sendable {
    /// Version of the program.
    public let version: String
    /// New at each start, so that no tag outlives it.
    public let instance: String
    /// Which platform is called.
    public let environment: Configuration.Environment
    /// How calls are authenticated.
    public let authentication: Configuration.Authentication

    /// A description from its parts.
    public init(version: String, instance: String, configuration: Configuration) {
        self.version = version
        self.instance = instance
        environment = configuration.environment
        authentication = configuration.authentication
    }
}
