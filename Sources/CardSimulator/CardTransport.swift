/// What the program on the other side of a virtual card sees.
public enum CardTransport: String, Codable, Sendable {
    /// T=0 to the letter (vitale.md 7.1): no Le behind data, 61xx with GET RESPONSE, 6Cxx.
    case strict
    /// T=1, or a reader that plays T=0's exchanges itself: data at once, 6282 where a file ends before Le bytes.
    case lenient
}

/// How answers leave a card.
struct Transport {
    private let kind: CardTransport
    private var t0: T0Transport

    init(_ kind: CardTransport) {
        self.kind = kind
        t0 = T0Transport(limit: 256)
    }

    /// Turns an answer into response bytes; what waited before is discarded.
    mutating func encode(_ answer: Answer) -> [UInt8] {
        t0.discard()
        guard kind == .lenient else { return t0.encode(answer) }
        switch answer {
        case .status(let status): return Status.bytes(status)
        case .result(let data): return data + Status.bytes(Status.success)
        case .excerpt(let data, let expected):
            return data.prefix(expected) + Status.bytes(expected > data.count ? Status.endOfFile : Status.success)
        }
    }

    /// GET RESPONSE; nothing ever waits in a lenient card.
    mutating func getResponse(_ command: Command) -> [UInt8] {
        t0.getResponse(command)
    }
}
