import Journal
public import Logging

extension Logger {
    /// Logs an event with what may be told of it; what is empty is left out. The number of the request goes along by itself.
    public func tell(
        _ event: AgentEvent, _ fields: LogField..., file: String = #fileID, function: String = #function,
        line: UInt = #line
    ) {
        tell(event, fields, file: file, function: function, line: line)
    }

    /// The same with fields that are already together.
    public func tell(
        _ event: AgentEvent, _ fields: [LogField], file: String = #fileID, function: String = #function,
        line: UInt = #line
    ) {
        var metadata: Logger.Metadata = [LogPrivacy.eventKey: .string(event.rawValue)]
        if let alert = event.alert { metadata[LogPrivacy.alertKey] = .string(alert) }
        for field in fields where !field.value.isEmpty { metadata[field.name] = .string(field.value) }
        log(
            level: event.level, .init(stringLiteral: event.sentence), metadata: metadata, source: "insi-agent",
            file: file, function: function, line: line)
    }
}
