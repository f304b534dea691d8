/// What a support archive tells of the agent's log: every event with these fields and no others. Clients bear names that somebody
/// gave them, and origins those of practices.
public struct SupportLog: Codable, Equatable, Sendable {
    private static let told: Set<String> = [
        "attributes", "atr", "authentication", "cause", "code", "count", "environment", "kind", "messageID",
        "milliseconds",
        "model", "operation", "outcome", "port", "purpose", "reader", "reason", "requestId", "resource", "scopes",
        "search", "seq", "status", "triesLeft", "usb", "version",
    ]

    /// One event.
    struct Line: Codable, Equatable {
        let time: String
        let level: String
        let event: String
        let message: String
        var fields: [Field]
    }

    /// One of its fields.
    struct Field: Codable, Equatable {
        let name: String
        let value: String
    }

    private var lines: [Line]

    /// The same log without the fields that may not be told.
    public var withoutNames: SupportLog {
        var log = self
        for index in log.lines.indices { log.lines[index].fields.removeAll { !Self.told.contains($0.name) } }
        return log
    }
}
