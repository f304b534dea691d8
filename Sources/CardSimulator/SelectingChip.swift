/// A chip whose applications can be selected, and in which nothing can be read.
struct SelectingChip: Chip {
    /// SELECT by file or path identifiers that succeeds.
    struct Path: Equatable {
        let p1: UInt8
        let path: [UInt8]
    }

    private let names: [[UInt8]]
    private let paths: [Path]
    private let quietOnly: Bool
    private let kind: CardTransport
    private var transport: Transport

    /// Applications by their whole name; `quietOnly` refuses a SELECT that asks for a template (P2 00).
    init(names: [[UInt8]], paths: [Path] = [], quietOnly: Bool = false, transport: CardTransport = .strict) {
        self.names = names
        self.paths = paths
        self.quietOnly = quietOnly
        kind = transport
        self.transport = Transport(transport)
    }

    mutating func reset() {
        transport = Transport(kind)
    }

    mutating func respond(to bytes: [UInt8]) -> [UInt8] {
        guard let command = Command(bytes, kind) else { return Status.bytes(Status.wrongLength) }
        guard command.cla == 0 else { return Status.bytes(Status.classNotSupported) }
        if command.ins == 0xC0 { return transport.getResponse(command) }
        switch command.ins {
        case 0xA4: return transport.encode(select(command))
        case 0xB0: return transport.encode(.status(Status.noCurrentFile))
        default: return transport.encode(.status(Status.instructionNotSupported))
        }
    }

    private func select(_ command: Command) -> Answer {
        guard !command.data.isEmpty else { return .status(Status.wrongLength) }
        let isQuiet = command.p2 == 0x0C
        guard isQuiet || command.p2 == 0x00 && !quietOnly else { return .status(Status.wrongParameters) }
        let isKnown =
            command.p1 == 0x04
            ? names.contains(command.data) : paths.contains(.init(p1: command.p1, path: command.data))
        guard isKnown else { return .status(Status.fileNotFound) }
        return isQuiet ? .success : .result(TLV.encode(0x6F, TLV.encode(0x84, command.data)))
    }
}
