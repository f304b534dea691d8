import HealthCards
import SmartCard

/// Transactions on cards, and what is tried again.
extension Agent {

    /// One transaction, tried again when another program reset the card before or during it, a few times with a pause, or
    /// once when the exchange failed on the wire or the chip reported a fault of its own; then the card is reset first,
    /// unless it may hold a PIN. Whoever relies on a PIN does not overcome a reset. A PIN cannot be presented twice by this:
    /// `PINEntry` hands it over once.
    func onCard<R: Sendable>(
        _ insertion: CardInsertion, patience: Duration? = nil, ending: Disposition = .leave,
        overcomingReset: Bool = true,
        _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> R
    ) async throws(AgentError) -> R {
        var looks = 1
        while true {
            do throws(HealthCardError) {
                return try await attempt(insertion, patience: patience, ending: ending, body)
            } catch {
                let isFinal = error == .card(.cardReset) && !overcomingReset
                guard !isFinal, looks < error.looks, !Task.isCancelled else { throw AgentError(error) }
                if looks > 1 { try? await Task.sleep(for: .milliseconds(300)) }
                if error.isOfChip, ending == .leave {
                    _ = try? await attempt(insertion, ending: .reset) { _ throws(HealthCardError) in }
                }
                looks += 1
            }
        }
    }

    /// One transaction, once; an error of the access and one of the exchange are told alike.
    func attempt<R: Sendable>(
        _ insertion: CardInsertion, patience: Duration? = nil, ending: Disposition = .leave,
        _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> R
    ) async throws(HealthCardError) -> R {
        guard !isLent(insertion.reader) else { throw .card(.readerBusy) }
        let result: Result<R, HealthCardError>
        do throws(CardError) {
            result = try await cards.withTransaction(on: insertion, ending: ending, patience: patience, body)
        } catch {
            throw .card(error)
        }
        return try result.get()
    }
}

extension HealthCardError {
    /// How often the same exchange is worth a look (house.md 5, vitale.md 7.3).
    fileprivate var looks: Int {
        switch self {
        case .card(.cardReset): 4
        case .card(.communicationFailed): 2
        default: isOfChip ? 2 : 1
        }
    }

    /// Whether the chip itself failed, which a reset may mend (vitale.md 3.9).
    fileprivate var isOfChip: Bool {
        if case .card(.unexpectedStatus(let status, _)) = self { status.isFault } else { false }
    }
}
