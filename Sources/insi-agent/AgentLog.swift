import AgentCore
import Glibc
import Journal
import Logging

/// Where this program's log goes.
enum AgentLog {
    /// The journal with its fields where standard error leads to it, else text on standard error.
    static func collector(_ configuration: Configuration) -> LogCollector {
        LogCollector(output: output, threshold: Logger.Level(rawValue: configuration.logLevel.rawValue) ?? .info)
    }

    private static var output: any LogOutput {
        let stream = unsafe getenv("JOURNAL_STREAM").map { unsafe String(cString: $0) }
        guard JournalStream.isConnected(stream), let socket = JournalSocket() else { return TextOutput() }
        return socket
    }
}
