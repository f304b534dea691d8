import CardSimulator
import SmartCard
import Synchronization

/// A simulated card in this process, as a channel; it remembers the commands it got.
final class SimulatedChannel: CardChannel {
    let transmissionProtocol: TransmissionProtocol
    private let card: any VirtualCard
    private let log = Mutex<[[UInt8]]>([])

    init(_ card: any VirtualCard, on transmissionProtocol: TransmissionProtocol = .t0) {
        self.card = card
        self.transmissionProtocol = transmissionProtocol
        card.power(.on)
    }

    /// The commands since the last call, GET RESPONSE and repetitions forced by T=0 included.
    func commands() -> [[UInt8]] {
        log.withLock { log in
            defer { log = [] }
            return log
        }
    }

    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        let bytes = command.indices.map { command[$0] }
        log.withLock { $0.append(bytes) }
        return card.transmit(bytes)
    }
}
