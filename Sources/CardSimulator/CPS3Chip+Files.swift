/// SELECT and READ BINARY (cpx.md 3.1).
extension CPS3Chip {
    private enum Target {
        case directory(CPS3Directory)
        case file(CPS3File, in: CPS3Directory)
    }

    /// P1: 00 identifier, 02 file in the current directory, 04 name, 08 path below the MF, 09 path. P2: 04 with FCP, 0C
    /// without; 00 for the root's name only.
    mutating func select(_ command: Command) -> Answer {
        guard command.expected == nil, !command.data.isEmpty else { return .status(Status.wrongLength) }
        let withoutFCI = command.p2 == 0x00 && command.p1 == 0x04 && command.data == CPS3Directory.rootName
        guard command.p2 == 0x04 || command.p2 == 0x0C || withoutFCI else { return .status(Status.wrongParameters) }
        guard [0x00, 0x02, 0x04, 0x08, 0x09].contains(command.p1) else { return .status(Status.wrongParameters) }
        guard let target = target(of: command) else { return .status(Status.fileNotFound) }
        makeCurrent(target)
        return command.p2 == 0x04 ? .result(Self.controlParameters(of: target)) : .success
    }

    private func target(of command: Command) -> Target? {
        switch command.p1 {
        case 0x00: command.data.count == 2 ? resolve(command.data, from: directory) : nil
        case 0x02: fileInCurrentDirectory(command.data)
        case 0x04: Self.named(command.data)
        case 0x08: resolve(command.data, from: .root)
        default: resolve(command.data, from: directory)
        }
    }

    /// Also the MF itself, from anywhere: OpenSC asks for it so, and cannot log in without (cpx.md 9.1).
    private func fileInCurrentDirectory(_ identifier: [UInt8]) -> Target? {
        if identifier == [0x3F, 0x00] { return .directory(.root) }
        return identifier.count == 2 ? file(identifier, in: directory) : nil
    }

    /// Follows identifiers of two bytes each; one that begins with 3F00 starts at the MF.
    private func resolve(_ path: [UInt8], from start: CPS3Directory) -> Target? {
        guard path.count.isMultiple(of: 2), path.count <= 6 else { return nil }
        var steps = stride(from: 0, to: path.count, by: 2).map { Array(path[$0..<$0 + 2]) }[...]
        var position = start
        if steps.first == [0x3F, 0x00] {
            position = .root
            steps.removeFirst()
        }
        if position == .root, steps.first == [0x00, 0x01] {
            position = .application
            steps.removeFirst()
            if steps.isEmpty { return .directory(.application) }
        }
        guard let last = steps.first else { return .directory(.root) }
        return steps.count == 1 ? file(last, in: position) : nil
    }

    private func file(_ identifier: [UInt8], in directory: CPS3Directory) -> Target? {
        let number = UInt16(identifier[0]) << 8 | UInt16(identifier[1])
        return files.files(in: directory).first { $0.identifier == number }.map { .file($0, in: directory) }
    }

    private static func named(_ name: [UInt8]) -> Target? {
        switch name {
        case CPS3Directory.rootName: .directory(.root)
        case CPS3Directory.applicationName: .directory(.application)
        default: nil
        }
    }

    /// The security environment ends with the selection of a directory, even of the same.
    private mutating func makeCurrent(_ target: Target) {
        switch target {
        case .directory(let selected):
            directory = selected
            currentFile = nil
            environment = CPS3Environment()
        case .file(let file, let parent):
            if directory != parent { environment = CPS3Environment() }
            directory = parent
            currentFile = file
        }
    }

    private static func controlParameters(of target: Target) -> [UInt8] {
        switch target {
        case .directory(let directory): directory.controlParameters(0x62)
        case .file(let file, _): file.controlParameters(0x62)
        }
    }

    /// By offset in the current file, or by SFI, which makes the file current.
    mutating func readBinary(_ command: Command) -> Answer {
        guard command.data.isEmpty else { return .status(Status.wrongLength) }
        var offset = Int(command.parameters)
        if command.p1 & 0x80 != 0 {
            let short = command.p1 & 0x1F
            guard command.p1 & 0x60 == 0, short != 0 else { return .status(Status.wrongParameters) }
            guard let file = files.files(in: directory).first(where: { $0.shortIdentifier == short }) else {
                return .status(Status.fileNotFound)
            }
            currentFile = file
            offset = Int(command.p2)
        }
        guard let currentFile else { return .status(Status.noCurrentFile) }
        if currentFile.access == .readWithPIN, !codes.pin.isVerified { return .status(Status.securityNotSatisfied) }
        guard offset < currentFile.content.count else { return .status(Status.wrongOffset) }
        return .excerpt(currentFile.content[offset...], expected: command.expected ?? 256)
    }
}
