/// How a T=0 card hands out data (ISO 7816-3 12.2, cpx.md 3.1): 61xx and GET RESPONSE, 6Cxx, so many bytes at a time.
struct T0Transport {
    /// The most bytes in one response: 256, or E7 for a CPS3.
    let limit: Int
    private var waiting: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// Any other command than GET RESPONSE discards what still waits.
    mutating func discard() {
        waiting = []
    }

    /// Turns an answer into response bytes; what does not fit waits.
    mutating func encode(_ answer: Answer) -> [UInt8] {
        switch answer {
        case .status(let status):
            return Status.bytes(status)
        case .result(let data):
            guard !data.isEmpty else { return Status.bytes(Status.success) }
            waiting = data
            return Status.bytes(Status.waiting(data.count))
        case .excerpt(let data, let expected):
            guard expected <= data.count else { return Status.bytes(Status.exactLength(data.count)) }
            waiting = Array(data.prefix(expected))
            return release(expected)
        }
    }

    /// GET RESPONSE (`00 C0 00 00 Le`).
    mutating func getResponse(_ command: Command) -> [UInt8] {
        guard command.parameters == 0 else { return Status.bytes(Status.wrongParameters) }
        guard command.data.isEmpty else { return Status.bytes(Status.wrongLength) }
        guard !waiting.isEmpty else { return Status.bytes(Status.conditionsNotSatisfied) }
        let expected = command.expected ?? 256
        guard expected <= waiting.count else { return Status.bytes(Status.exactLength(waiting.count)) }
        return release(expected)
    }

    private mutating func release(_ count: Int) -> [UInt8] {
        let part = waiting.prefix(min(count, limit))
        waiting.removeFirst(part.count)
        return part + Status.bytes(waiting.isEmpty ? Status.success : Status.waiting(waiting.count))
    }
}
