import SmartCard
import Synchronization

/// A channel to another card that goes wrong once, at one command, and is well again afterwards.
final class FaultyChannel<Card: CardChannel>: CardChannel {
    enum Fault: Sendable {
        case error(CardError)
        case status(UInt8, UInt8)
    }

    let transmissionProtocol: TransmissionProtocol
    private let card: Card
    private let position: Int
    private let fault: Fault
    private let passed = Mutex(0)

    init(_ card: Card, at position: Int, _ fault: Fault) {
        self.card = card
        self.position = position
        self.fault = fault
        transmissionProtocol = card.transmissionProtocol
    }

    /// How many commands it got.
    var count: Int { passed.withLock { $0 } }

    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        let index = passed.withLock { passed in
            passed += 1
            return passed - 1
        }
        guard index == position else { return try card.transmit(command) }
        switch fault {
        case .error(let error): throw error
        case .status(let sw1, let sw2): return [sw1, sw2]
        }
    }
}
