import CardSimulator
import SmartCard
import Synchronization

/// One simulated card in a reader of a `CardBench`: remembers the commands and fails where the test says so.
final class BenchCard: CardChannel, Sendable {
    struct Fault: Sendable {
        let transmit: Int
        let error: CardError
        let isExecuted: Bool
    }

    private struct Contents {
        var card: any VirtualCard
        var commands: [[UInt8]] = []
        var count = 0
        var faults: [Fault] = []
    }

    let transmissionProtocol = TransmissionProtocol.t0
    private let contents: Mutex<Contents>

    init(_ card: any VirtualCard) {
        card.power(.on)
        contents = Mutex(Contents(card: card))
    }

    var commands: [[UInt8]] { contents.withLock { $0.commands } }

    func replace(by card: any VirtualCard) {
        card.power(.on)
        contents.withLock { $0.card = card }
    }

    func reset() {
        contents.withLock { $0.card.power(.reset) }
    }

    /// The fault strikes at that transmit, counted from the next one.
    func plan(_ fault: Fault) {
        contents.withLock {
            $0.faults.append(
                Fault(transmit: $0.count + fault.transmit, error: fault.error, isExecuted: fault.isExecuted))
        }
    }

    func planAtVerify(_ error: CardError, isExecuted: Bool) {
        contents.withLock { $0.faults.append(Fault(transmit: 0, error: error, isExecuted: isExecuted)) }
    }

    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        let bytes = command.indices.map { command[$0] }
        let answer = contents.withLock { Self.answer(bytes, &$0) }
        return try answer.get()
    }

    private static func answer(_ bytes: [UInt8], _ contents: inout Contents) -> Result<[UInt8], CardError> {
        contents.count += 1
        contents.commands.append(bytes)
        let count = contents.count
        let due = contents.faults.firstIndex {
            $0.transmit == count || ($0.transmit == 0 && CardBench.isVerify(bytes))
        }
        guard let due else { return .success(contents.card.transmit(bytes)) }
        let fault = contents.faults.remove(at: due)
        if fault.isExecuted { _ = contents.card.transmit(bytes) }
        if fault.error == .cardReset { contents.card.power(.reset) }
        return .failure(fault.error)
    }
}
