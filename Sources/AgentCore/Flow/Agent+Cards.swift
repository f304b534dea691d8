import HealthCards
import Logging
import SmartCard

/// Recognising and reading what was inserted.
extension Agent {
    func insert(_ insertion: CardInsertion) {
        let session = newSession()
        var slot = CardSlot(
            insertion: insertion, session: session, content: .recognising(CardCatalog.guess(insertion.atr)))
        slot.reading = Task { await recognise(insertion, session: session) }
        slots[insertion.reader] = slot
        log.info("card inserted", metadata: ["reader": "\(insertion.reader.name)", "atr": "\(insertion.atr)"])
    }

    private func recognise(_ insertion: CardInsertion, session: String) async {
        do throws(AgentError) {
            let kind = try await onCard(insertion) { channel throws(HealthCardError) in
                try CardCatalog.identify(channel, insertion.atr)
            }
            if kind == .vitale {
                settle(insertion, session, .readingVitale)
                settle(insertion, session, .vitale(try await readVitale(insertion)))
            } else {
                settle(insertion, session, .professional(try await readProfessional(insertion)))
            }
        } catch {
            let guess = CardCatalog.guess(insertion.atr)
            let known = slots[insertion.reader].flatMap(\.role)
            log.notice("card not usable", metadata: ["code": "\(error.code)", "cause": "\(error.underlying ?? "")"])
            settle(insertion, session, .unusable(kind: guess, role: known ?? guess.role, error))
        }
    }

    /// Puts what was learnt into the slot, unless the card has left meanwhile.
    private func settle(_ insertion: CardInsertion, _ session: String, _ content: CardSlot.Content) {
        guard slots[insertion.reader]?.session == session else { return }
        slots[insertion.reader]?.content = content
        publish()
    }

    func readVitale(_ insertion: CardInsertion) async throws(AgentError) -> VitaleContent {
        try await onCard(insertion) { channel throws(HealthCardError) in try VitaleReading.read(channel) }
    }

    private func readProfessional(_ insertion: CardInsertion) async throws(AgentError) -> ProfessionalCard {
        let (card, tries) = try await onCard(insertion) { channel throws(HealthCardError) in
            let card = try CPxCard.read(channel)
            return (card, try card.retriesLeft(channel))
        }
        var professional = ProfessionalCard(card: card)
        professional.note(triesLeft: tries)
        return professional
    }

    /// One transaction, tried once more when another program reset the card before or during it, or the exchange failed on
    /// the wire. A PIN cannot be presented twice by this: `PINEntry` hands it over once.
    func onCard<R: Sendable>(
        _ insertion: CardInsertion,
        _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> R
    ) async throws(AgentError) -> R {
        do throws(HealthCardError) {
            return try await attempt(insertion, body)
        } catch {
            guard error.isWorthOneMoreTry else { throw AgentError(error) }
        }
        do throws(HealthCardError) {
            return try await attempt(insertion, body)
        } catch {
            throw AgentError(error)
        }
    }

    /// One transaction, once; an error of the access and one of the exchange are told alike.
    func attempt<R: Sendable>(
        _ insertion: CardInsertion,
        _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> R
    ) async throws(HealthCardError) -> R {
        let result: Result<R, HealthCardError>
        do throws(CardError) {
            result = try await cards.withTransaction(on: insertion, ending: .leave, body)
        } catch {
            throw .card(error)
        }
        return try result.get()
    }
}

extension HealthCardError {
    /// Whether the same exchange may succeed at once (house.md 5).
    fileprivate var isWorthOneMoreTry: Bool {
        switch self {
        case .card(.cardReset), .card(.communicationFailed): true
        default: false
        }
    }
}
