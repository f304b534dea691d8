import CardSimulator
import Synchronization

/// A card that refuses every command with the same status.
final class StubbornCard: VirtualCard {
    let atr: [UInt8]
    private let status: [UInt8]

    init(atr: [UInt8], status: [UInt8] = [0x6D, 0x00]) {
        self.atr = atr
        self.status = status
    }

    func power(_ event: PowerEvent) {}
    func transmit(_ command: [UInt8]) -> [UInt8] { status }
}

/// A professional's card that tells nobody whether its PIN is verified, as some do: the agent then sends it nothing while it is
/// idle, and whatever reaches it was asked for.
final class ReticentCard: VirtualCard {
    let atr: [UInt8]
    private let card: CPS3Card

    init(_ card: CPS3Card) {
        self.card = card
        atr = card.atr
    }

    func power(_ event: PowerEvent) { card.power(event) }

    /// Answers a VERIFY without data as if the PIN had never been presented.
    func transmit(_ command: [UInt8]) -> [UInt8] {
        command == [0x00, 0x20, 0x00, 0x01] || command == [0x00, 0x20, 0x00, 0x01, 0x00]
            ? [0x63, 0xC3] : card.transmit(command)
    }
}

/// A Vitale card whose two files hold any bytes: SELECT works, READ BINARY gives what is there.
final class FileCard: VirtualCard {
    let atr: [UInt8] = [0x3B, 0x75, 0x13, 0x00, 0x00, 0x47, 0x09, 0xEA, 0x90, 0x00]
    private let identities: [UInt8]
    private let numbers: [UInt8]
    private let isInApplication = Mutex(false)

    init(identities: [UInt8], numbers: [UInt8]) {
        self.identities = identities
        self.numbers = numbers
    }

    func power(_ event: PowerEvent) { isInApplication.withLock { $0 = false } }

    func transmit(_ command: [UInt8]) -> [UInt8] {
        guard command.count >= 5 else { return [0x67, 0x00] }
        switch command[1] {
        case 0xA4:
            isInApplication.withLock { $0 = command.suffix(6).elementsEqual("VITALE".utf8) && command[4] == 11 }
            return [0x90, 0x00]
        case 0xB0: return read(command)
        default: return [0x6D, 0x00]
        }
    }

    private func read(_ command: [UInt8]) -> [UInt8] {
        let file = isInApplication.withLock { $0 } ? numbers : identities
        let offset = command[2] & 0x80 != 0 ? Int(command[3]) : Int(command[2]) << 8 | Int(command[3])
        guard offset < file.count else { return [0x6B, 0x00] }
        let rest = file.count - offset
        let wanted = command[4] == 0 ? 256 : Int(command[4])
        guard wanted <= rest else { return [0x6C, UInt8(truncatingIfNeeded: rest)] }
        return file[offset..<offset + wanted] + [0x90, 0x00]
    }
}

/// The files of a Vitale card with one person, byte by byte.
enum VitaleBytes {
    static let identities = person(name: Array("ADRDEUX".utf8))
    static let numbers = object(0x65, object(0x90, Array("FR".utf8)) + object(0x93, Array("181016322075140".utf8)))

    static func person(name: [UInt8]) -> [UInt8] {
        object(
            0x65, object(0x80, name) + object(0x81, Array("LAURENT".utf8)) + object(0x82, Array("19810101".utf8)))
    }

    static func object(_ tag: UInt8, _ value: [UInt8]) -> [UInt8] {
        [tag, UInt8(value.count)] + value
    }
}
