/// The state of a virtual Vitale 2 and its reaction to commands.
struct VitaleChip {
    private enum Directory {
        case none, root, vitale
    }

    private static let rootName = Hex.literal("D2 50 00 00 02 4D 46 5F 56 49 54 41 4C 45")
    private static let vitaleName = Hex.literal("D2 50 00 00 02 56 49 54 41 4C 45")

    private let files: VitaleFiles
    private var transport = T0Transport(limit: 256)
    private var directory = Directory.none
    private var currentFile: [UInt8]?

    init(files: VitaleFiles) {
        self.files = files
    }

    mutating func reset() {
        self = VitaleChip(files: files)
    }

    mutating func respond(to bytes: [UInt8]) -> [UInt8] {
        guard let command = Command(bytes) else { return transport.encode(.status(Status.wrongLength)) }
        guard command.cla == 0 else { return transport.encode(.status(Status.classNotSupported)) }
        if command.ins == 0xC0 { return transport.getResponse(command) }
        transport.discard()
        switch command.ins {
        case 0xA4: return transport.encode(select(command))
        case 0xB0: return transport.encode(readBinary(command))
        default: return transport.encode(.status(Status.instructionNotSupported))
        }
    }

    /// SELECT: 3F00 by identifier, or an application by its whole name; P2 00 gives an FCI, 0C none.
    private mutating func select(_ command: Command) -> Answer {
        guard command.expected == nil, !command.data.isEmpty else { return .status(Status.wrongLength) }
        guard command.p2 == 0x00 || command.p2 == 0x0C else { return .status(Status.wrongParameters) }
        let found: (Directory, [UInt8])
        switch (command.p1, command.data) {
        case (0x00, [0x3F, 0x00]), (0x04, Self.rootName): found = (.root, Self.rootName)
        case (0x04, Self.vitaleName): found = (.vitale, Self.vitaleName)
        case (0x00, _), (0x02, _), (0x04, _): return .status(Status.fileNotFound)
        default: return .status(Status.wrongParameters)
        }
        directory = found.0
        currentFile = nil
        return command.p2 == 0x0C ? .success : .result(TLV.encode(0x6F, TLV.encode(0x84, found.1)))
    }

    /// READ BINARY: P1 with bit 8 names the file by SFI, which becomes current; otherwise P1 P2 is an offset in it.
    private mutating func readBinary(_ command: Command) -> Answer {
        guard command.data.isEmpty else { return .status(Status.wrongLength) }
        var offset = Int(command.parameters)
        if command.p1 & 0x80 != 0 {
            guard command.p1 & 0x60 == 0 else { return .status(Status.wrongParameters) }
            guard let file = file(shortIdentifier: command.p1 & 0x1F) else { return .status(Status.fileNotFound) }
            currentFile = file
            offset = Int(command.p2)
        }
        guard let currentFile else { return .status(Status.noCurrentFile) }
        guard offset < currentFile.count else { return .status(Status.wrongOffset) }
        return .excerpt(currentFile[offset...], expected: command.expected ?? 256)
    }

    private func file(shortIdentifier: UInt8) -> [UInt8]? {
        switch (directory, shortIdentifier) {
        case (.root, 2): files.identities
        case (.vitale, 2): files.numbers
        default: nil
        }
    }
}
