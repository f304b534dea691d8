import HealthCards
import Logging
import SmartCard

/// The PIN session: from an accepted PIN until the card leaves, another program resets it, nobody needed it for long, the
/// machine slept, or somebody ended it (endpoint.md 4).
extension Agent {
    private static let watchInterval = Duration.seconds(2)

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
            try await perform(.enterOnPad, on: reader, confirmed)
        } catch {
            log.notice("pin pad", metadata: ["code": "\(error.code)"])
            guard slots[reader]?.session == session, case .professional(var current)? = slots[reader]?.content else {
                return
            }
            current.prompt = nil
            current.padProblem = error
            slots[reader]?.content = .professional(current)
            publish()
        }
    }

    /// Forgets the PIN: the card is reset. Nothing happens without a session.
    public func endPINSession() async {
        guard let (reader, slot, professional) = onlyProfessional(), professional.isPINVerified,
            let insertion = slot.insertion
        else { return }
        _ = try? await attempt(insertion, ending: .reset) { _ throws(HealthCardError) in }
        log.info("pin session ended")
        await lock(reader, slot.session)
    }

    /// The machine slept: whoever was there may be gone.
    public func resumed() async {
        log.info("resumed from sleep")
        await endPINSession()
    }

    /// What follows an accepted PIN: the practice situations, which only now can be read, and the watch.
    func began(_ reader: Reader, _ session: String) async {
        sessionWatch?.cancel()
        sessionWatch = Task { await watchPINSession() }
        guard let slot = slots[reader], let insertion = slot.insertion,
            case .professional(let professional) = slot.content
        else { return }
        let card = professional.card
        do throws(AgentError) {
            let situations = try await onCard(insertion, ending: .keep) { channel throws(HealthCardError) in
                try card.situations(channel)
            }
            update(reader, session) { $0.situations = situations }
        } catch {
            log.notice("practice situations not read", metadata: ["code": "\(error.code)"])
        }
    }

    private func watchPINSession() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.watchInterval)
            guard await checkPINSession(at: .now) else { return }
        }
    }

    /// One look: has another program reset the card, and was the PIN needed lately? False once there is no session.
    func checkPINSession(at now: ContinuousClock.Instant) async -> Bool {
        guard let (reader, slot, professional) = onlyProfessional(), professional.isPINVerified,
            let insertion = slot.insertion
        else { return false }
        guard search.map({ $0.outcome != nil }) ?? true, !isPINInFlight else { return true }
        let idle = Duration.seconds(60 * configuration.pinIdle)
        if idle > .zero, professional.lastUse.duration(to: now) >= idle {
            await endPINSession()
            return false
        }
        do throws(HealthCardError) {
            try await attempt(insertion, ending: .keep) { _ throws(HealthCardError) in }
        } catch {
            guard error.endsPINSession else { return true }
            await lock(reader, slot.session)
            return false
        }
        return true
    }

    /// Notes that the PIN session is over and reads the counter anew: whoever reset the card may have presented PINs.
    func lock(_ reader: Reader, _ session: String) async {
        automaticallyTried = []
        update(reader, session) { professional in
            professional.isPINVerified = false
            professional.situations = []
        }
        log.notice("pin session lost")
        publish()
        guard let slot = slots[reader], let insertion = slot.insertion,
            case .professional(let professional) = slot.content
        else { return }
        let card = professional.card
        let left = try? await onCard(insertion) { channel throws(HealthCardError) in try card.retriesLeft(channel) }
        update(reader, session) { $0.note(triesLeft: left ?? nil) }
        publish()
    }

    func noteUse(of reader: Reader, _ session: String) {
        update(reader, session) { $0.lastUse = .now }
    }

    func update(_ reader: Reader, _ session: String, _ change: (inout ProfessionalCard) -> Void) {
        guard slots[reader]?.session == session, case .professional(var current)? = slots[reader]?.content else {
            return
        }
        change(&current)
        slots[reader]?.content = .professional(current)
    }
}
