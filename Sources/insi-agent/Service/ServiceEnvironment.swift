import AgentCore
import Glibc
import ServiceLifecycle

/// What the service manager says in the environment, taken out of it: nothing that we start shall believe it is meant.
struct ServiceEnvironment {
    /// `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES` (sd_listen_fds(3)).
    let listening: Listening?
    /// `NOTIFY_SOCKET` (sd_notify(3)).
    let notifySocket: String?
    /// Half of `WATCHDOG_USEC`, when it is meant for us (sd_watchdog_enabled(3)).
    let pingInterval: Duration?

    /// Descriptors that were passed.
    struct Listening: Equatable {
        /// How many, from 3 on; nil for what is no number.
        let count: Int?
        /// Their names, for messages.
        let names: [String]
    }

    /// Reads the variables and removes them. Before anything else runs, since the environment belongs to no thread.
    static func take() -> ServiceEnvironment {
        var values: [String: String] = [:]
        for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] {
            guard let value = unsafe getenv(name) else { continue }
            values[name] = unsafe String(cString: value)
            unsafe unsetenv(name)
        }
        return ServiceEnvironment(values, pid: getpid())
    }

    /// What speaks to the service manager; nothing where there is none.
    func services(_ agent: Agent, _ listening: AsyncStream<Void>) throws(AgentError) -> [any Service] {
        guard let manager = ServiceManager(notifySocket) else { return [] }
        let report = try ServiceReport(agent: agent, manager: manager, listening: listening)
        return (pingInterval.map { [Watchdog(agent: agent, manager: manager, interval: $0)] } ?? []) + [report]
    }

    /// What these variables mean for a process of that number.
    init(_ values: [String: String], pid: pid_t) {
        let isForUs = values["LISTEN_PID"].flatMap { pid_t($0) } == pid
        listening = values["LISTEN_FDS"].flatMap { count in
            isForUs
                ? Listening(
                    count: Int(count).flatMap { (0...64).contains($0) ? $0 : nil },
                    names: (values["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
                        .map(String.init))
                : nil
        }
        notifySocket = values["NOTIFY_SOCKET"]
        let isWatched = values["WATCHDOG_PID"].map { pid_t($0) == pid } ?? true
        let period = isWatched ? values["WATCHDOG_USEC"].flatMap { Int64($0) } : nil
        pingInterval = period.flatMap { $0 > 1 ? .microseconds($0 / 2) : nil }
    }
}
