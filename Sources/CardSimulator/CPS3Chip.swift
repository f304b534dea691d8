/// The state of a virtual CPS3 and its reaction to commands (cpx.md 3, 4, 5, 9). The parts are in the extensions.
struct CPS3Chip {
    /// Real cards give at most E7 bytes per response (cpx.md 3.1).
    static let responseLimit = 0xE7

    let files: CPS3Files
    let keys: CPS3Keys
    let acceptsExternalHash: Bool
    var codes: CPS3Codes

    private var transport = T0Transport(limit: CPS3Chip.responseLimit)
    var directory = CPS3Directory.root
    var currentFile: CPS3File?
    var environment = CPS3Environment()
    var chainedData: [UInt8] = []
    private var volet = CPS3Volet()

    init(_ holder: ProfessionalDescription, files: CPS3Files, keys: CPS3Keys) {
        self.files = files
        self.keys = keys
        acceptsExternalHash = holder.externalHash
        codes = CPS3Codes(holder)
    }

    /// A power event: counters and values stay, everything else is lost.
    mutating func reset() {
        transport = T0Transport(limit: Self.responseLimit)
        directory = .root
        currentFile = nil
        environment = CPS3Environment()
        chainedData = []
        volet = CPS3Volet()
        codes.forgetVerification()
    }

    mutating func respond(to bytes: [UInt8]) -> [UInt8] {
        guard let command = Command(bytes) else { return transport.encode(.status(Status.wrongLength)) }
        if command.cla == 0, command.ins == 0xC0 { return transport.getResponse(command) }
        transport.discard()
        if command.cla == CPS3Volet.commandClass { return volet.respond(to: command) }
        return transport.encode(execute(command))
    }

    private mutating func execute(_ command: Command) -> Answer {
        let isDecipher = command.operation == 0x2A_8086
        if !isDecipher { chainedData = [] }
        switch (command.cla, command.ins) {
        case (0x00, 0xA4): return select(command)
        case (0x00, 0xB0): return readBinary(command)
        case (0x00, 0xCB): return getData(command)
        case (0x00, 0x20): return .status(codes.verify(command))
        case (0x00, 0x24): return .status(changeReferenceData(command))
        case (0x00, 0x2C): return .status(resetRetryCounter(command))
        case (0x00, 0x22): return .status(manageSecurityEnvironment(command))
        case (0x00, 0x88): return internalAuthenticate(command)
        case (0x00, 0x2A): return performSecurityOperation(command)
        case (0x10, 0x2A) where isDecipher: return performSecurityOperation(command)
        case (0x00, _): return .status(Status.instructionNotSupported)
        case (0x10, _): return .status(Status.chainingNotSupported)
        default: return .status(Status.classNotSupported)
        }
    }
}
