public import HealthCards
import SmartCard
import Synchronization

/// What a person asks of the codes of the professional's card; each is done once.
public enum PINAction: Sendable {
    /// Present this PIN.
    case enter(PINEntry)
    /// Have the reader's own pad ask for the PIN.
    case enterOnPad
    /// Replace the PIN.
    case change(from: PINEntry, to: PINEntry)
    /// Give the card a new PIN with the PUK.
    case unblock(puk: PINEntry, to: PINEntry)

    /// Whether it is the PUK that could be wrong.
    var presentsPUK: Bool {
        if case .unblock = self { true } else { false }
    }

    /// Whether the PIN holds afterwards: that is what was asked for.
    var opensSession: Bool {
        switch self {
        case .enter, .enterOnPad: true
        case .change, .unblock: false
        }
    }

    /// Whether one more wrong code could block the card. A count that the card does not tell may be the last one, unless the
    /// PIN holds, which gave it all its tries.
    func mayBeLastTry(
        _ left: Int?, _ card: CPxCard, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> Bool {
        guard (left ?? 1) == 1 else { return false }
        if presentsPUK { return true }
        return try card.toldPINStatus(channel) != .verified
    }

    /// Seconds that a person has at the reader's pad.
    static let padTimeout = 60

    /// The whole transaction's time: a person's at the pad and a margin, otherwise the usual.
    var patience: Duration? {
        if case .enterOnPad = self { .seconds(Self.padTimeout + 30) } else { nil }
    }
}

/// One attempt at an action: it says whether something may have reached the card, after which nobody tries again.
final class PINAttempt: Sendable {
    let action: PINAction
    private let isBegun = Mutex(false)

    init(_ action: PINAction) {
        self.action = action
    }

    /// Whether a code was on its way to the card.
    var hasBegun: Bool { isBegun.withLock { $0 } }

    /// Runs the action, the first time; nil afterwards, and when the reader lost its pad.
    func run(
        _ card: CPxCard, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> PINVerification? {
        let isFirst = isBegun.withLock { begun in
            defer { begun = true }
            return !begun
        }
        guard isFirst else { return nil }
        switch action {
        case .enter(let entry):
            guard let pin = entry.take() else { return nil }
            return try card.verify(pin, channel)
        case .enterOnPad: return try card.verifyOnPad(channel, timeout: PINAction.padTimeout)
        case .change(let old, let new):
            guard let pin = old.take(), let next = new.take() else { return nil }
            return try card.changePIN(from: pin, to: next, channel)
        case .unblock(let puk, let new):
            guard let code = puk.take(), let next = new.take() else { return nil }
            return try card.unblock(puk: code, newPIN: next, channel)
        }
    }
}
