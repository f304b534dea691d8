/// The state of a virtual CPS4 and its reaction to commands (cpx.md 2, 3.8, 4, 5.4). The parts are in the extensions.
struct CPS4Chip {
    let files: CPS3Files
    let keys: CPS3Keys
    var codes: CPS3Codes

    private var transport: CPS4Transport
    var volet = CPS3Volet()
    /// Whether the ChipDoc application was selected on channel 1.
    var isOpen = false
    var directory = CPS3Directory.root
    var currentFile: CPS3File?
    var environment = CPS4Environment()
    var chainedData: [UInt8] = []
    /// RESET RETRY COUNTER succeeded: the next CHANGE REFERENCE DATA needs no old PIN.
    var replacesPIN = false

    init(_ holder: ProfessionalDescription, files: CPS3Files, keys: CPS3Keys, atr: [UInt8]) {
        self.files = files
        self.keys = keys
        codes = CPS3Codes(holder)
        transport = CPS4Transport(atr: atr)
    }

    /// A power event: counters and values stay, everything else is lost.
    mutating func reset() {
        transport.reset()
        volet = CPS3Volet()
        isOpen = false
        enterRoot()
    }

    /// What the selection of the application leaves behind.
    mutating func enterRoot() {
        directory = .root
        currentFile = nil
        environment = CPS4Environment()
        chainedData = []
        replacesPIN = false
        codes.forgetVerification()
    }

    mutating func respond(to bytes: [UInt8]) -> [UInt8] {
        guard let command = transport.receive(bytes) else { return transport.encode(.status(Status.wrongLength)) }
        if command.cla == 0x01, command.ins == 0xC0 { return transport.getResponse(command) }
        transport.discard()
        if command.cla == CPS3Volet.commandClass { return volet.respond(to: command) }
        return transport.encode(execute(command))
    }

    /// By class: 00 is channel 0, 01 and 11 are channel 1 without and with chaining.
    private mutating func execute(_ command: Command) -> Answer {
        let isDecipher = command.operation == 0x2A_8086
        if !isDecipher { chainedData = [] }
        switch (command.cla, command.ins) {
        case (0x00, 0xA4): return .status(selectVolet(command))
        case (0x01, 0xA4) where command.p1 == 0x04: return .status(selectApplication(command))
        case (0x01, _) where !isOpen, (0x11, _) where !isOpen: return .status(Status.channelNotSupported)
        case (0x01, _): return executeOnChannel1(command)
        case (0x11, 0x2A) where isDecipher: return decipher(command)
        case (0x11, _): return .status(Status.chainingNotSupported)
        case (0x02...0x03, _): return .status(Status.channelNotSupported)
        default: return .status(Status.classNotSupported)
        }
    }

    private mutating func executeOnChannel1(_ command: Command) -> Answer {
        switch command.ins {
        case 0xA4: return select(command)
        case 0xB0: return readBinary(command)
        case 0x20: return .status(codes.verify(command))
        case 0x24: return .status(changeReferenceData(command))
        case 0x2C: return .status(resetRetryCounter(command))
        case 0x22: return .status(manageSecurityEnvironment(command))
        case 0x2A: return performSecurityOperation(command)
        default: return .status(Status.instructionNotSupported)
        }
    }
}

extension Status {
    /// Only the channels that were opened.
    static let channelNotSupported: UInt16 = 0x6881
}
