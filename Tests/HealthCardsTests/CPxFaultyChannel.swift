import CardSimulator
import SmartCard
import Synchronization

/// A simulated card one exchange of which goes wrong; it remembers the commands it got.
final class CPxFaultyChannel: CardChannel {
    /// What goes wrong.
    enum Fault: Sendable {
        case error(CardError)
        case status(StatusWord)
    }

    /// The ones that a reading must survive.
    static let faults: [Fault] = [
        .error(.cardRemoved), .error(.cardReset), .error(.communicationFailed(code: 0x8010_0016)),
        .status(StatusWord(0x6F, 0x00)),
    ]

    let transmissionProtocol: TransmissionProtocol
    private let card: any VirtualCard
    private let position: Int?
    private let fault: Fault
    private let log = Mutex<[[UInt8]]>([])

    /// The card as it stands, not powered anew; `position` counts exchanges from 0, GET RESPONSE included.
    init(
        _ card: any VirtualCard, _ position: Int? = nil, _ fault: Fault = .error(.cardRemoved),
        on transmissionProtocol: TransmissionProtocol = .t0
    ) {
        self.card = card
        self.position = position
        self.fault = fault
        self.transmissionProtocol = transmissionProtocol
    }

    var commands: [[UInt8]] { log.withLock { $0 } }

    /// Whether a command presented, changed or unblocked a PIN.
    var touchedPIN: Bool {
        commands.contains { [0x20, 0x24, 0x2C].contains($0[1]) }
    }

    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        let bytes = command.indices.map { command[$0] }
        let index = log.withLock { log in
            log.append(bytes)
            return log.count - 1
        }
        guard index == position else { return card.transmit(bytes) }
        switch fault {
        case .status(let status): return [status.sw1, status.sw2]
        case .error(let error):
            if error == .cardReset { card.power(.reset) }
            throw error
        }
    }
}
