public import Logging

/// A log handler that keeps every line, so that a test can wait for one and search all of them.
public struct LogRecorder: LogHandler {
    /// The lines so far.
    public let lines: Watched<[String]>
    /// Set by swift-log.
    public var metadata: Logger.Metadata = [:]
    /// Everything is kept.
    public var logLevel = Logger.Level.trace

    /// A recorder that keeps its lines there.
    public init(into lines: Watched<[String]>) {
        self.lines = lines
    }

    /// A logger that records.
    public static func logger(into lines: Watched<[String]>) -> Logger {
        Logger(label: "test") { _ in LogRecorder(into: lines) }
    }

    /// See `LogHandler`.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// See `LogHandler`.
    public func log(event: LogEvent) {
        let line = "\(event.level) \(event.message) \(event.metadata ?? [:])"
        lines.update { $0.append(line) }
    }
}
