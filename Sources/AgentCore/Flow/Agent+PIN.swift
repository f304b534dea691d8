public import HealthCards
import Logging
import SmartCard

/// Presenting the PIN: once per human entry, never again by itself (endpoint.md 4).
extension Agent {
    /// Presents the PIN to the professional's card; the state then says what became of it and how many tries are left.
    ///
    /// With one try left it throws `pin.lastTry` without presenting anything, unless `lastTryConfirmed`. After a transport
    /// error the counter is read anew and `pin.doubtful` is thrown.
    public func present(_ entry: PINEntry, lastTryConfirmed: Bool) async throws(AgentError) {
        let professional = try usableProfessional().get()
        guard !isPINInFlight else { throw AgentError(.readerBusy) }
        isPINInFlight = true
        defer { isPINInFlight = false }
        let outcome = try await presentOnce(entry, professional.card, professional.insertion, lastTryConfirmed)
        let reader = professional.reader
        guard slots[reader]?.session == professional.session,
            case .professional(var current)? = slots[reader]?.content
        else {
            throw AgentError(.cardRemoved)
        }
        let problem = current.note(outcome)
        slots[reader]?.content = .professional(current)
        log.info("pin presented", metadata: ["outcome": "\(problem?.rawValue ?? "verified")"])
        publish()
        if let problem { throw AgentError(problem) }
    }

    private func presentOnce(
        _ entry: PINEntry, _ card: CPxCard, _ insertion: CardInsertion, _ lastTryConfirmed: Bool
    ) async throws(AgentError) -> PINOutcome {
        do throws(AgentError) {
            return try await onCard(insertion) { channel throws(HealthCardError) in
                let left = try card.retriesLeft(channel)
                guard !entry.isTaken else { return .doubtful(triesLeft: left) }
                if left == 0 { return .verification(.blocked) }
                // A count that the card does not tell may be the last one.
                if (left ?? 1) == 1, !lastTryConfirmed { return .lastTryRefused }
                guard let pin = entry.take() else { return .doubtful(triesLeft: left) }
                let verification = try card.verify(pin, channel)
                guard verification == .verified else { return .verification(verification) }
                let full = try? card.retriesLeft(channel)
                return .verification(.verified, triesLeft: full ?? nil)
            }
        } catch {
            guard entry.isTaken else { throw error }
            log.notice("pin outcome unknown", metadata: ["cause": "\(error.underlying ?? error.code)"])
        }
        let left = try? await onCard(insertion) { channel throws(HealthCardError) in try card.retriesLeft(channel) }
        return .doubtful(triesLeft: left ?? nil)
    }
}

/// What became of one human entry.
enum PINOutcome: Sendable {
    /// What the card said, and after success the count that it starts again with.
    case verification(PINVerification, triesLeft: Int? = nil)
    case lastTryRefused
    case doubtful(triesLeft: Int?)
}

extension ProfessionalCard {
    /// Takes in what the card says of its PIN.
    mutating func note(triesLeft count: Int?) {
        guard let count else { return }
        triesLeft = count
        isBlocked = count == 0
    }

    /// Takes in an outcome and names the problem that it is, if it is one.
    mutating func note(_ outcome: PINOutcome) -> Problem? {
        switch outcome {
        case .verification(.verified, let left):
            isPINVerified = true
            isBlocked = false
            triesLeft = left
            return nil
        case .verification(.wrong(let left), _):
            isPINVerified = false
            triesLeft = left
            isBlocked = left == 0
            return isBlocked ? .pinBlocked : .pinWrong
        case .verification(.blocked, _):
            isPINVerified = false
            triesLeft = 0
            isBlocked = true
            return .pinBlocked
        case .lastTryRefused: return .pinLastTry
        case .verification(.wrongLength, _): return .pinMalformed
        case .doubtful(let left):
            isPINVerified = false
            note(triesLeft: left)
            return .pinDoubtful
        }
    }
}
