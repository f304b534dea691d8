import Logging

/// Sleep and waking up: whoever was at the desk may be gone, and so may the connection of a call under way.
extension Agent {
    /// How long an answer that is already on its way may take after the machine woke up.
    private static let patience = Duration.seconds(1)

    /// Calls to the service under way, by the number of their message.
    struct CallsUnderWay {
        private var running: [String: Task<CallResult, Never>] = [:]
        private var interrupted: Set<String> = []

        /// Those that are out now.
        var messages: Set<String> { Set(running.keys) }

        mutating func begin(_ message: String, _ call: Task<CallResult, Never>) {
            running[message] = call
        }

        /// Whether sleep ended it, told once.
        mutating func end(_ message: String) -> Bool {
            running[message] = nil
            return interrupted.remove(message) != nil
        }

        /// Gives up those that are still out.
        mutating func interrupt(_ messages: Set<String>) {
            for message in messages {
                guard let call = running[message] else { continue }
                interrupted.insert(message)
                call.cancel()
            }
        }
    }

    /// Follows a signal until it ends.
    public func follow(_ signal: any WakeSignalling) async {
        for await _ in signal.wakes() { await resumed() }
    }

    /// The machine slept: every PIN session ends, a result that was kept for somebody is dropped, and a call that was out and
    /// is not answered at once is given up with its cause. It may have been executed, so that it is not made again.
    public func resumed() async {
        log.tell(.resumed)
        dropRetained()
        async let calls: Void = giveUp(callsUnderWay.messages)
        try? await endPINSession()
        await calls
    }

    private func giveUp(_ messages: Set<String>) async {
        guard !messages.isEmpty else { return }
        try? await Task.sleep(for: Self.patience)
        callsUnderWay.interrupt(messages)
    }
}
