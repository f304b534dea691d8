/// SELECT and READ BINARY of a CPS4 (cpx.md 2, 3.8); only the forms that are known to be sent are answered.
extension CPS4Chip {
    /// The volet CPS2ter on channel 0, where it is from power-up on.
    private static let voletName = Hex.literal("80 25 00 00 01 FF 00 02")
    /// The ChipDoc application on channel 1.
    private static let applicationName = Hex.literal("80 25 00 00 01 FF 01 00")

    /// The application DF below the MF.
    private static let applicationPath: [UInt8] = [0x00, 0x01]

    /// `00 A4 04 0C`.
    mutating func selectVolet(_ command: Command) -> UInt16 {
        guard command.operation == 0xA4_040C else { return Status.wrongParameters }
        guard command.data == Self.voletName else { return Status.fileNotFound }
        volet = CPS3Volet()
        return Status.success
    }

    /// `01 A4 04 0C`: opens channel 1. Weak: selected again, the application forgets that codes were presented, as those on
    /// such chips do; a program that selects it before each signature would not get far with a real card either.
    mutating func selectApplication(_ command: Command) -> UInt16 {
        guard command.p2 == 0x0C else { return Status.wrongParameters }
        guard command.data == Self.applicationName else { return Status.fileNotFound }
        isOpen = true
        enterRoot()
        return Status.success
    }

    /// `01 A4 08 00` with a path without 3F00: control parameters in a template 6F.
    mutating func select(_ command: Command) -> Answer {
        guard command.parameters == 0x0800 else { return .status(Status.wrongParameters) }
        guard command.expected == nil, !command.data.isEmpty else { return .status(Status.wrongLength) }
        let inApplication = command.data.starts(with: Self.applicationPath)
        let parent = inApplication ? CPS3Directory.application : .root
        let rest = inApplication ? command.data.dropFirst(2) : command.data[...]
        if inApplication, rest.isEmpty {
            return enter(parent, nil, parent.controlParameters(0x6F))
        }
        let file = files.files(in: parent).first {
            rest.elementsEqual([UInt8($0.identifier >> 8), UInt8($0.identifier & 0xFF)])
        }
        guard let file else { return .status(Status.fileNotFound) }
        return enter(parent, file, file.controlParameters(0x6F))
    }

    /// The security environment ends with the selection of a directory, even of the same.
    private mutating func enter(_ parent: CPS3Directory, _ file: CPS3File?, _ parameters: [UInt8]) -> Answer {
        if file == nil || parent != directory { environment = CPS4Environment() }
        directory = parent
        currentFile = file
        return .result(parameters)
    }

    /// By offset in the current file.
    mutating func readBinary(_ command: Command) -> Answer {
        guard command.data.isEmpty else { return .status(Status.wrongLength) }
        guard command.p1 & 0x80 == 0 else { return .status(Status.wrongParameters) }
        guard let currentFile else { return .status(Status.noCurrentFile) }
        if currentFile.access == .readWithPIN, !codes.pin.isVerified {
            return .status(Status.securityNotSatisfied)
        }
        let offset = Int(command.parameters)
        guard offset < currentFile.content.count else { return .status(Status.wrongOffset) }
        return .excerpt(currentFile.content[offset...], expected: command.expected ?? 256)
    }
}
