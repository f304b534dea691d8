import CardSimulator
import SmartCard
import Synchronization

/// One simulated card in a reader of a `CardBench`: remembers the commands and fails where the test says so.
final class BenchCard: CardChannel, Sendable {
    struct Fault: Sendable {
        let transmit: Int
        let error: CardError
        let isExecuted: Bool
        var losesState = false
    }

    /// What a person does at the reader's pad.
    enum PadDeed {
        case types([UInt8])
        case cancels
        case leaves
    }

    private struct Contents {
        var card: any VirtualCard
        var commands: [[UInt8]] = []
        var count = 0
        var faults: [Fault] = []
        var pad: [PadDeed] = []
        var hasPad = false
        var afterVerify: Fault?
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

    /// The fault strikes at that transmit after the next VERIFY, and the card loses its state.
    func planAfterVerify(_ transmit: Int, _ error: CardError) {
        contents.withLock {
            $0.afterVerify = Fault(transmit: transmit, error: error, isExecuted: false, losesState: true)
        }
    }

    func planAtVerify(_ error: CardError, isExecuted: Bool) {
        contents.withLock { $0.faults.append(Fault(transmit: 0, error: error, isExecuted: isExecuted)) }
    }

    /// Gives the reader a pad, at which a person does this next.
    func planAtPad(_ deed: PadDeed) {
        contents.withLock { contents in
            contents.hasPad = true
            contents.pad.append(deed)
        }
    }

    func features() throws(CardError) -> ReaderFeatures {
        contents.withLock { $0.hasPad } ? ReaderFeatures([0x06, 4, 0, 0, 0, 1]) : ReaderFeatures()
    }

    /// The pad presents what was typed as the card's VERIFY, padded with FF.
    func control(_ code: UInt32, _ data: [UInt8]) throws(CardError) -> [UInt8] {
        let answer = contents.withLock { contents -> Result<[UInt8], CardError> in
            guard !contents.pad.isEmpty else { return .success([0x64, 0x00]) }
            switch contents.pad.removeFirst() {
            case .cancels: return .success([0x64, 0x01])
            case .leaves: return .success([0x64, 0x00])
            case .types(let digits):
                let padding = [UInt8](repeating: 0xFF, count: 8 - digits.count)
                return Self.answer([0x00, 0x20, 0x00, 0x01, 0x08] + digits + padding, &contents)
            }
        }
        return try answer.get()
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
        if CardBench.isVerify(bytes), let planned = contents.afterVerify {
            contents.afterVerify = nil
            contents.faults.append(
                Fault(transmit: count + planned.transmit, error: planned.error, isExecuted: false, losesState: true))
        }
        let due = contents.faults.firstIndex {
            $0.transmit == count || ($0.transmit == 0 && CardBench.isVerify(bytes))
        }
        guard let due else { return .success(contents.card.transmit(bytes)) }
        let fault = contents.faults.remove(at: due)
        if fault.isExecuted { _ = contents.card.transmit(bytes) }
        if fault.error == .cardReset || fault.losesState { contents.card.power(.reset) }
        return .failure(fault.error)
    }
}
