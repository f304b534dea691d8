public import Logging
import Synchronization

/// What the agent's loggers write to: the ring gets every event from `debug` up, the output those from its threshold up.
public final class LogCollector: Sendable {
    /// The last events.
    public let ring: LogRing
    private let output: any LogOutput
    private let threshold: Logger.Level
    private let lost = Atomic(0)

    /// A collector that writes events from this level up.
    public init(ring: LogRing = LogRing(), output: any LogOutput, threshold: Logger.Level) {
        self.ring = ring
        self.output = output
        self.threshold = threshold
    }

    /// A logger that tells this collector.
    public var logger: Logger { Logger(label: "insi-agent") { _ in Handler(collector: self) } }

    private func take(_ line: LogLine) {
        ring.add(line)
        guard line.level >= threshold else { return }
        guard output.write(line) else {
            lost.wrappingAdd(1, ordering: .relaxed)
            return
        }
        let count = lost.exchange(0, ordering: .relaxed)
        if count > 0, !output.write(.lost(count)) { lost.wrappingAdd(count, ordering: .relaxed) }
    }

    private struct Handler: LogHandler {
        let collector: LogCollector
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let told = metadata.merging(event.metadata ?? [:]) { $1 }
            collector.take(LogPrivacy.line(of: event, with: told, in: RequestScope.current))
        }
    }
}

extension LogLine {
    /// So many lines before this one found no room.
    static func lost(_ count: Int) -> LogLine {
        LogLine(
            .warning, "log.lost", message: "log lines lost", fields: [.init("count", "\(count)")],
            place: .init(file: #fileID, function: #function, line: #line))
    }
}
