import SmartCard

/// The steps of an inspection as they are taken; it keeps within its limits and goes on after what it can go on after.
struct InspectionWalk {
    private(set) var entries: [InspectionEntry] = []
    private var commandsLeft = 600
    private var filesLeft = 64
    private var failuresInARow = 0

    /// Files of more than that are not read to their end.
    private static let maximumBytes = 8 * 1024

    /// Whether nothing more is asked of the card.
    private var isOver: Bool { entries.last?.outcome == .givenUp }

    /// Asks for the applications that a card of that ATR may have.
    mutating func recognise(
        _ channel: borrowing any CardChannel & ~Copyable, _ atr: ATR
    ) throws(HealthCardError) -> CardKind {
        for probe in CardProbe.list(for: atr) {
            if try select(channel, probe.command, probe.step), let kind = probe.kind { return kind }
        }
        return CardCatalog.unconfirmed(atr)
    }

    /// Selects something; true when the card did.
    mutating func select(
        _ channel: borrowing any CardChannel & ~Copyable, _ command: CommandAPDU, _ step: String
    ) throws(HealthCardError) -> Bool {
        guard mayGoOn(step) else { return false }
        commandsLeft -= 1
        let answer: ResponseAPDU
        do throws(CardError) {
            answer = try channel.send(command)
        } catch {
            try note(error, step)
            return false
        }
        note(answer.status, answer.data, step)
        return answer.status == .success
    }

    /// Selects and reads a file, the current one's whole contents.
    mutating func file(
        _ channel: borrowing any CardChannel & ~Copyable, _ selection: CommandAPDU, _ name: String, block: Int = 256
    ) throws(HealthCardError) -> [UInt8] {
        guard filesLeft > 0 else {
            giveUp("SELECT \(name)")
            return []
        }
        filesLeft -= 1
        guard try select(channel, selection, "SELECT \(name)") else { return [] }
        return try read(channel, name, cla: selection.cla, block: block)
    }

    /// Reads a file: the current one, or the one of that short identifier.
    mutating func read(
        _ channel: borrowing any CardChannel & ~Copyable, _ name: String, shortIdentifier: UInt8? = nil,
        cla: UInt8 = 0x00, block: Int = 256
    ) throws(HealthCardError) -> [UInt8] {
        let step = "READ \(name)"
        guard mayGoOn(step) else { return [] }
        var commands = 1
        let limit = min(commandsLeft, Self.maximumBytes / block + 1)
        let isT0 = channel.transmissionProtocol == .t0
        defer { commandsLeft -= commands }
        do throws(CardError) {
            let file = try TransparentFile.read(channel, shortIdentifier: shortIdentifier, cla: cla, block: block) {
                let isLast = commands >= limit || $0.count >= Self.maximumBytes || (isT0 && $1 < 128)
                commands += isLast ? 0 : 1
                return isLast
            }
            note(Self.status(of: file), file.bytes, step)
            return file.bytes
        } catch {
            try note(error, step)
            return []
        }
    }

    /// The refusal, unless it only says that the file has ended.
    private static func status(of file: TransparentFile) -> StatusWord {
        switch (file.refusal, file.lastStatus) {
        case (.wrongOffset?, let last?), (.wrongParameters?, let last?), (nil, let last?): last
        case (let refusal?, _): refusal
        case (nil, nil): .success
        }
    }

    /// False when the walk is over, which is said once.
    private mutating func mayGoOn(_ step: String) -> Bool {
        guard !isOver, commandsLeft > 0, failuresInARow < 3 else {
            giveUp(step)
            return false
        }
        return true
    }

    private mutating func giveUp(_ step: String) {
        guard !isOver else { return }
        entries.append(InspectionEntry(step: step, outcome: .givenUp))
    }

    private mutating func note(_ status: StatusWord, _ data: [UInt8], _ step: String) {
        failuresInARow = 0
        entries.append(InspectionEntry(step: step, outcome: .answered(status, InspectedData(data))))
    }

    /// An exchange that failed is an entry while the card is there and ours.
    private mutating func note(_ error: CardError, _ step: String) throws(HealthCardError) {
        switch error {
        case .communicationFailed, .malformedResponse, .cardMute: break
        default: throw .card(error)
        }
        failuresInARow += 1
        entries.append(InspectionEntry(step: step, outcome: .failed(error)))
    }
}
