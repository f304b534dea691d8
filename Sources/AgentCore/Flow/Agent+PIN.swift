public import HealthCards
import Logging
import SmartCard

/// Presenting the PIN or the PUK: once per human entry, never again by itself (endpoint.md 4).
extension Agent {
    /// Presents the PIN to the professional's card; the state then says what became of it and how many tries are left.
    ///
    /// With one try left it throws `pin.lastTry` without presenting anything, unless `lastTryConfirmed`. After a transport
    /// error the counter is read anew and `pin.doubtful` is thrown.
    public func present(
        _ entry: PINEntry, cardSession: String? = nil, lastTryConfirmed: Bool
    ) async throws(AgentError) {
        let professional = try usableProfessional().get()
        try await perform(.enter(entry), professional.reader, cardSession ?? professional.session, lastTryConfirmed)
    }

    /// Changes the PIN, or unblocks it with the PUK: of the one professional's card in place, whatever else keeps it from
    /// being used. The same rules hold for the last try, of the PUK too.
    public func changeCode(
        _ action: PINAction, cardSession: String? = nil, lastTryConfirmed: Bool
    ) async throws(AgentError) {
        guard let (reader, slot, _) = onlyProfessional() else { throw whyNoProfessional() }
        try await perform(action, reader, cardSession ?? slot.session, lastTryConfirmed)
    }

    /// Does the action on the card of that session, which is the one that a person saw: `request.cardSession` for another.
    /// A session that was ended meanwhile stays ended.
    func perform(
        _ action: PINAction, _ reader: Reader, _ session: String, _ confirmed: Bool
    ) async throws(AgentError) {
        guard let slot = slots[reader], let insertion = slot.insertion, case .professional(let before) = slot.content
        else { throw whyNoProfessional() }
        guard slot.session == session else { throw AgentError(.requestCardSession) }
        guard !isPINInFlight else { throw AgentError(.readerBusy) }
        isPINInFlight = true
        defer { isPINInFlight = false }
        let ends = endedSessions
        let attempt = PINAttempt(action)
        let outcome = try await once(attempt, before.card, insertion, confirmed)
        guard slots[reader]?.session == session, case .professional(var current)? = slots[reader]?.content else {
            throw AgentError(.cardRemoved)
        }
        var error = current.note(outcome, of: action)
        if current.isPINVerified, ends != endedSessions {
            current.isPINVerified = false
            error = AgentError(.pinRequired)
        }
        current.prompt = nil
        current.padProblem = nil
        current.mustReset = !current.isPINVerified && outcome.mayHoldCode
        slots[reader]?.content = .professional(current)
        log.tell(.pinPresented, .reader(reader), .outcome(error))
        switch (before.isPINVerified, current.isPINVerified) {
        case (false, true): log.tell(.pinSessionBegun, .reader(reader))
        case (true, false): log.tell(.pinSessionEnded, .reader(reader), .reason(.lost))
        default: break
        }
        if current.isPINVerified {
            await began(reader, session)
        } else if current.mustReset {
            await resetCard(reader, session)
        } else {
            // The card holds nothing of ours: its connection need not be kept.
            _ = try? await self.attempt(insertion) { _ throws(HealthCardError) in }
        }
        publish()
        if let error { throw error }
        guard !action.opensSession || isVerified(reader, session) else { throw AgentError(.pinDoubtful) }
    }

    private func once(
        _ attempt: PINAttempt, _ card: CPxCard, _ insertion: CardInsertion, _ confirmed: Bool
    ) async throws(AgentError) -> PINOutcome {
        let action = attempt.action
        do throws(AgentError) {
            return try await onCard(insertion, patience: action.patience, ending: .keep) {
                channel throws(HealthCardError) in
                let left = try action.presentsPUK ? card.pukRetriesLeft(channel) : card.retriesLeft(channel)
                guard !attempt.hasBegun else { return .doubtful(triesLeft: left) }
                if left == 0 { return .verification(.blocked) }
                if !confirmed, try action.mayBeLastTry(left, card, channel) { return .lastTryRefused }
                guard let verification = try attempt.run(card, channel) else { return .doubtful(triesLeft: left) }
                guard verification == .verified else { return .verification(verification) }
                guard !action.presentsPUK else { return .verification(.verified) }
                let told = try card.toldPINStatus(channel)
                return .verification(.verified, told: told, triesLeft: try card.retriesLeft(channel))
            }
        } catch {
            guard attempt.hasBegun else { throw error }
            log.tell(.pinDoubtful, .code(error), .cause(error))
        }
        let left = try? await onCard(insertion) { channel throws(HealthCardError) in
            try action.presentsPUK ? card.pukRetriesLeft(channel) : card.retriesLeft(channel)
        }
        return .doubtful(triesLeft: left ?? nil)
    }

    func isVerified(_ reader: Reader, _ session: String) -> Bool {
        guard slots[reader]?.session == session, case .professional(let current)? = slots[reader]?.content else {
            return false
        }
        return current.isPINVerified
    }

    func whyNoProfessional() -> AgentError {
        let state = store.current.state.professional
        return state.problem ?? AgentError(state.status == .reading ? .readerBusy : .professionalAbsent)
    }
}

extension CPxCard {
    /// What the card tells of its PIN; nil when its answer says nothing of it.
    func toldPINStatus(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> PINStatus? {
        do throws(HealthCardError) {
            return try pinStatus(channel)
        } catch {
            guard case .card(.unexpectedStatus) = error else { throw error }
            return nil
        }
    }
}

/// What became of one human entry.
enum PINOutcome: Sendable {
    /// What the card said; after success, what it tells of its PIN and the count that it starts again with.
    case verification(PINVerification, told: PINStatus? = nil, triesLeft: Int? = nil)
    case lastTryRefused
    case doubtful(triesLeft: Int?)

    /// Whether the card may hold a code now: one that it refused it does not, nor one that was never presented.
    var mayHoldCode: Bool {
        switch self {
        case .verification(.verified, _, _), .doubtful: true
        case .verification, .lastTryRefused: false
        }
    }
}

extension ProfessionalCard {
    /// Takes in what the card says of its PIN.
    mutating func note(triesLeft count: Int?) {
        guard let count else { return }
        triesLeft = count
        isBlocked = count == 0
    }

    /// Takes in an outcome and names the problem that it is, if it is one. The PUK's count is told, not kept.
    mutating func note(_ outcome: PINOutcome, of action: PINAction) -> AgentError? {
        switch outcome {
        case .verification(.verified, let told, let left):
            // Its own word for a PIN that it accepted counts, whatever it tells afterwards.
            isPINVerified = action.opensSession || (told == .verified && !action.presentsPUK)
            tellsPINStatus = told == .verified
            lastUse = .now
            isBlocked = false
            triesLeft = left
            return nil
        case .verification(.wrong(let left), _, _) where action.presentsPUK:
            return AgentError(left == 0 ? .pukBlocked : .pukWrong, detail: Self.sentence(left))
        case .verification(.wrong(let left), _, _):
            isPINVerified = false
            triesLeft = left
            isBlocked = left == 0
            return isBlocked ? AgentError(.pinBlocked) : AgentError(.pinWrong, detail: Self.sentence(left))
        case .verification(.blocked, _, _) where action.presentsPUK: return AgentError(.pukBlocked)
        case .verification(.blocked, _, _):
            isPINVerified = false
            note(triesLeft: 0)
            return AgentError(.pinBlocked)
        case .lastTryRefused: return AgentError(action.presentsPUK ? .pukLastTry : .pinLastTry)
        case .verification(.wrongLength, _, _): return AgentError(.pinMalformed)
        case .verification(.cancelled, _, _): return AgentError(.pinCancelled)
        case .verification(.timedOut, _, _): return AgentError(.pinTimedOut)
        case .doubtful(let left):
            isPINVerified = false
            if !action.presentsPUK { note(triesLeft: left) }
            return AgentError(.pinDoubtful)
        }
    }

    private static func sentence(_ triesLeft: Int?) -> String? {
        triesLeft.map { "La carte l'a refusé ; il reste \($0) essai\($0 > 1 ? "s" : "")." }
    }
}
