import HealthCards
import Journal
import Logging
import SmartCard

/// The PIN session: from an accepted PIN until the card leaves, another program resets it, nobody needed it for long, the
/// machine slept, or somebody ended it (endpoint.md 4).
extension Agent {
    private static let watchInterval = Duration.seconds(3)

    /// Asks that a person be shown a PIN prompt: on the reader's own pad when it has one, otherwise on the agent's page.
    /// Requests that come while one is shown share it.
    public func requestPIN(lastTryConfirmed: Bool) async throws(AgentError) {
        let professional = try usableProfessional().get()
        guard case .professional(var current)? = slots[professional.reader]?.content else { return }
        if current.isPINVerified || current.prompt != nil { return }
        if current.isBlocked { throw AgentError(.pinBlocked) }
        if (current.triesLeft ?? 1) == 1, !lastTryConfirmed { throw AgentError(.pinLastTry) }
        current.prompt = current.hasPINPad ? .onPad : .requested
        current.padProblem = nil
        slots[professional.reader]?.content = .professional(current)
        publish()
        guard current.hasPINPad else { return }
        padEntry = Task { await enterOnPad(professional.reader, professional.session, lastTryConfirmed) }
    }

    private func enterOnPad(_ reader: Reader, _ session: String, _ confirmed: Bool) async {
        do throws(AgentError) {
            try await perform(.enterOnPad, reader, session, confirmed)
        } catch {
            log.tell(.pinPadFailed, .code(error))
            update(reader, session) { professional in
                professional.prompt = nil
                professional.padProblem = error
            }
            publish()
        }
    }

    /// Forgets the PIN of every card that holds one: the cards are reset. Nothing happens without a session; an entry under
    /// way begins none. Throws the first error of a card that could not be reset: the watch goes on trying.
    public func endPINSession() async throws(AgentError) {
        endedSessions += 1
        var failure: AgentError?
        for (reader, slot, professional) in allProfessionals() {
            update(reader, slot.session) { $0.prompt = $0.prompt == .requested ? nil : $0.prompt }
            guard professional.isPINVerified || professional.mustReset else { continue }
            forgetPIN(reader, slot.session, because: .asked)
            failure = await resetCard(reader, slot.session) ?? failure
        }
        publish()
        if let failure { throw failure }
    }

    /// The same when the agent ends, without waiting for a card or reader that does not answer.
    func endPINSession(within time: Duration) async {
        let ending = Task { try? await endPINSession() }
        let clock = Task {
            try? await Task.sleep(for: time)
            ending.cancel()
        }
        await ending.value
        clock.cancel()
    }

    /// Resets a card that may hold a code, and reads its counter anew. Until that worked it is tried again by the watch.
    @discardableResult
    func resetCard(_ reader: Reader, _ session: String) async -> AgentError? {
        guard let slot = slots[reader], slot.session == session, let insertion = slot.insertion,
            case .professional(let professional) = slot.content
        else { return nil }
        let card = professional.card
        do throws(HealthCardError) {
            try await attempt(insertion, ending: .reset) { _ throws(HealthCardError) in }
        } catch {
            update(reader, session) { $0.mustReset = true }
            watchPINSessions()
            return AgentError(error)
        }
        let left = try? await onCard(insertion) { channel throws(HealthCardError) in try card.retriesLeft(channel) }
        update(reader, session) { professional in
            professional.mustReset = false
            professional.note(triesLeft: left ?? nil)
        }
        publish()
        return nil
    }

    /// What follows an accepted PIN: the watch, and the practice situations, which only now can be read.
    func began(_ reader: Reader, _ session: String) async {
        watchPINSessions()
        guard let slot = slots[reader], let insertion = slot.insertion,
            case .professional(let professional) = slot.content
        else { return }
        let card = professional.card
        do throws(AgentError) {
            let situations = try await onCard(insertion, ending: .keep, overcomingReset: false) {
                channel throws(HealthCardError) in try card.situations(channel)
            }
            update(reader, session) { $0.situations = situations }
        } catch {
            log.tell(.situationsUnread, .code(error), .cause(error))
            await recheck(reader, session, duringEntry: true)
        }
    }

    private func watchPINSessions() {
        sessionWatch?.cancel()
        // What it sees later no longer belongs to the request that began the session.
        sessionWatch = RequestScope.$current.withValue(nil) { Task { await watch() } }
    }

    private func watch() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.watchInterval)
            guard !Task.isCancelled, await checkPINSessions(at: .now) else { return }
        }
    }

    /// One look at each card that holds a PIN: does it still, or has another program reset it or presented a wrong one; was
    /// the PIN needed lately; did a reset fail? False once there is none.
    func checkPINSessions(at now: ContinuousClock.Instant) async -> Bool {
        for (reader, slot, professional) in allProfessionals() {
            if professional.mustReset, !isPINInFlight { await resetCard(reader, slot.session) }
            guard professional.isPINVerified, let insertion = slot.insertion else { continue }
            guard search.map({ $0.outcome != nil }) ?? true, !isPINInFlight else { continue }
            let idle = Duration.seconds(60 * configuration.pinIdle)
            if idle > .zero, professional.lastUse.duration(to: now) >= idle {
                forgetPIN(reader, slot.session, because: .idle)
                await resetCard(reader, slot.session)
                continue
            }
            if await holdsPIN(professional, insertion) ?? true || isPINInFlight { continue }
            await lock(reader, slot.session)
        }
        return allProfessionals().contains { $0.professional.isPINVerified || $0.professional.mustReset }
    }

    /// Notes that the card lost its PIN and reads the counter anew: whoever reset it may have presented PINs.
    func lock(_ reader: Reader, _ session: String) async {
        forgetPIN(reader, session, because: .lost)
        publish()
        guard let slot = slots[reader], slot.session == session, let insertion = slot.insertion, !isPINInFlight,
            case .professional(let professional) = slot.content
        else { return }
        let card = professional.card
        let left = try? await onCard(insertion) { channel throws(HealthCardError) in try card.retriesLeft(channel) }
        update(reader, session) { $0.note(triesLeft: left ?? nil) }
        publish()
    }

    /// After an exchange that failed: does the card still hold the PIN? A card that cannot be
    /// asked is taken to have lost it; one whose search was given up was not asked.
    func recheck(_ reader: Reader, _ session: String, duringEntry: Bool = false) async {
        guard !Task.isCancelled, let slot = slots[reader], slot.session == session, let insertion = slot.insertion,
            duringEntry || !isPINInFlight,
            case .professional(let professional) = slot.content
        else { return }
        if await holdsPIN(professional, insertion) == true || Task.isCancelled { return }
        await lock(reader, session)
    }

    /// Whether the card still holds the PIN; nil when that cannot be known now. One that does not tell it is only looked at
    /// for a reset.
    func holdsPIN(_ professional: ProfessionalCard, _ insertion: CardInsertion) async -> Bool? {
        let (card, tells) = (professional.card, professional.tellsPINStatus)
        do throws(HealthCardError) {
            return try await attempt(insertion, ending: .keep) { channel throws(HealthCardError) in
                guard tells else { return true }
                return try card.pinStatus(channel) == .verified
            }
        } catch {
            return error.endsPINSession ? false : nil
        }
    }

    private func forgetPIN(_ reader: Reader, _ session: String, because reason: PINSessionEnd) {
        if isVerified(reader, session) { log.tell(.pinSessionEnded, .reader(reader), .reason(reason)) }
        automaticallyTried = []
        update(reader, session) { professional in
            professional.isPINVerified = false
            professional.situations = []
            professional.assertion = nil
        }
    }

    func update(_ reader: Reader, _ session: String, _ change: (inout ProfessionalCard) -> Void) {
        guard slots[reader]?.session == session, case .professional(var current)? = slots[reader]?.content else {
            return
        }
        change(&current)
        slots[reader]?.content = .professional(current)
    }
}
