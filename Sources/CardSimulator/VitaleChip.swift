/// The state of a virtual Vitale 2 and its reaction to commands.
struct VitaleChip: Chip {
    private let tree: VitaleTree
    private let kind: CardTransport
    private var transport: Transport
    private var directory: VitaleDirectory?
    private var currentFile: VitaleFile?

    init(_ tree: VitaleTree, _ kind: CardTransport) {
        self.tree = tree
        self.kind = kind
        transport = Transport(kind)
    }

    mutating func reset() {
        self = VitaleChip(tree, kind)
    }

    mutating func respond(to bytes: [UInt8]) -> [UInt8] {
        guard let command = Command(bytes, kind) else { return transport.encode(.status(Status.wrongLength)) }
        guard command.cla == 0 else { return transport.encode(.status(Status.classNotSupported)) }
        switch command.ins {
        case 0xC0: return transport.getResponse(command)
        case 0xA4: return transport.encode(select(command))
        case 0xB0: return transport.encode(readBinary(command))
        default: return transport.encode(.status(Status.instructionNotSupported))
        }
    }

    /// SELECT: 3F00 by identifier, an application by its whole name, a file of the current directory by identifier; P2 00
    /// gives a template, 0C none.
    private mutating func select(_ command: Command) -> Answer {
        guard !command.data.isEmpty else { return .status(Status.wrongLength) }
        guard command.p2 == 0x00 || command.p2 == 0x0C else { return .status(Status.wrongParameters) }
        let parameters: [UInt8]?
        switch command.p1 {
        case 0x00: parameters = command.data == [0x3F, 0x00] ? enter(.root) : nil
        case 0x02: parameters = open(command.data)
        case 0x04: parameters = VitaleDirectory.allCases.first { $0.name == command.data }.map { enter($0) }
        default: return .status(Status.wrongParameters)
        }
        guard let parameters else { return .status(Status.fileNotFound) }
        return command.p2 == 0x0C ? .success : .result(parameters)
    }

    private mutating func enter(_ directory: VitaleDirectory) -> [UInt8] {
        self.directory = directory
        currentFile = nil
        return TLV.encode(0x6F, TLV.encode(0x84, directory.name))
    }

    private mutating func open(_ identifier: [UInt8]) -> [UInt8]? {
        guard identifier.count == 2, let directory else { return nil }
        let number = UInt16(identifier[0]) << 8 | UInt16(identifier[1])
        guard let file = tree.file(number, in: directory) else { return nil }
        currentFile = file
        return file.parameters
    }

    /// READ BINARY: P1 with bit 8 names the file by SFI, which becomes current; otherwise P1 P2 is an offset in it.
    private mutating func readBinary(_ command: Command) -> Answer {
        guard command.data.isEmpty else { return .status(Status.wrongLength) }
        var offset = Int(command.parameters)
        if command.p1 & 0x80 != 0 {
            guard command.p1 & 0x60 == 0 else { return .status(Status.wrongParameters) }
            let file = directory.flatMap { tree.file(shortIdentifier: command.p1 & 0x1F, in: $0) }
            guard let file else { return .status(Status.fileNotFound) }
            currentFile = file
            offset = Int(command.p2)
        }
        guard let currentFile else { return .status(Status.noCurrentFile) }
        guard !currentFile.isProtected else { return .status(Status.securityNotSatisfied) }
        guard offset < currentFile.content.count else { return .status(Status.wrongOffset) }
        return .excerpt(currentFile.content[offset...], expected: command.expected ?? 256)
    }
}
