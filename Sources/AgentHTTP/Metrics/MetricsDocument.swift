import AgentCore

/// All that is measured, at one moment. No personal data, no client, and no label that a caller or a card can invent.
struct MetricsDocument {
    let counts: Metrics.Counts
    /// Seconds since the agent started.
    let uptime: Int
    /// Bytes; nil where the kernel does not say.
    let residentMemory: Int?
    let work: AgentWork
    let state: AgentState
    let searches: DayIndicators
    let agent: AgentDescription

    var text: String {
        var text = MetricsText()
        addProcess(to: &text)
        addEndpoint(to: &text)
        addDesk(to: &text)
        return text.text
    }

    private func addProcess(to text: inout MetricsText) {
        let labels = [
            ("version", agent.version), ("environment", agent.environment.rawValue),
            ("authentication", agent.authentication.rawValue),
        ]
        text.add("insi_agent_build_info", .gauge, "The program and what it is set up for.", [.init(labels, 1)])
        text.add("insi_agent_uptime_seconds", .gauge, "Time since the agent started.", uptime)
        if let residentMemory {
            text.add("process_resident_memory_bytes", .gauge, "Resident memory.", residentMemory)
        }
    }

    private func addEndpoint(to text: inout MetricsText) {
        text.add(
            "insi_agent_requests_total", .counter, "Requests by resource, method and class of status.",
            counts.requests.map { kind, count in
                .init([("path", kind.path), ("method", kind.method), ("status", kind.status)], count)
            })
        text.add(
            "insi_agent_refusals_total", .counter, "Problems that were answered, by code.",
            counts.refusals.map { .init([("code", $0.key)], $0.value) })
        text.add("insi_agent_event_streams", .gauge, "Streams of events that are open.", counts.waiting[.stream] ?? 0)
        text.add("insi_agent_long_polls", .gauge, "Long-polls that wait.", counts.waiting[.longPoll] ?? 0)
    }

    private func addDesk(to text: inout MetricsText) {
        let filled = state.readers.filter { $0.card != nil }
        func cards(_ role: ReaderState.Role?) -> Int { filled.count { $0.role == role } }
        text.add(
            "insi_agent_reader_service", .gauge, "Whether the PC/SC service answers.",
            state.readerServiceAvailable ? 1 : 0)
        text.add("insi_agent_readers", .gauge, "Readers.", state.readers.count)
        text.add(
            "insi_agent_cards", .gauge, "Cards in readers, by what they are for.",
            [
                .init([("role", "patient")], cards(.patient)),
                .init([("role", "professional")], cards(.professional)), .init([("role", "none")], cards(nil)),
            ])
        text.add("card_commands_total", .counter, "Commands sent to cards.", work.cardCommands)
        text.add("insi_calls_total", .counter, "Calls made to the INSi service.", work.insiCalls)
        text.add(
            "insi_agent_searches_total", .counter, "Searches and verifications of the days that are kept, by outcome.",
            CountedSearch.Operation.allCases.flatMap { operation in
                SearchTally.Outcome.allCases.map { outcome in
                    let rows = searches.rows.filter { $0.operation == operation }
                    let count = rows.reduce(0) { $0 + $1.tally[outcome] }
                    return .init([("operation", operation.rawValue), ("outcome", outcome.rawValue)], count)
                }
            })
    }
}
