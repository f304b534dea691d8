import CardSimulator
import SmartCard
import Synchronization

/// A simulated card in this process, as a channel; it remembers the commands it got.
final class SimulatedChannel: CardChannel {
    let transmissionProtocol = TransmissionProtocol.t0
    private let card: any VirtualCard
    private let log = Mutex<[[UInt8]]>([])

    init(_ card: any VirtualCard) {
        self.card = card
        card.power(.on)
    }

    /// The commands since the last call, without GET RESPONSE and repetitions forced by T=0.
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
