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
        log.tell(.cardInserted, .reader(insertion.reader), .atr(insertion.atr))
    }

    /// As long as another program does not let go of the reader, it is tried again every two seconds.
    private func recognise(_ insertion: CardInsertion, session: String) async {
        while !Task.isCancelled {
            do throws(AgentError) {
                return try await read(insertion, session)
            } catch {
                refuse(insertion, session, error)
                guard error.isOfTakenReader else { return }
                try? await Task.sleep(for: .seconds(2))
            }
        }
    }

    private func read(_ insertion: CardInsertion, _ session: String) async throws(AgentError) {
        guard !KnownReaders.isOwnSoftware(insertion.reader) || CardCatalog.guess(insertion.atr).role != .patient
        else {
            throw AgentError(.readerNotPCSC)
        }
        let begun = ContinuousClock.now
        let kind = try await kind(of: insertion)
        switch kind {
        case .vitale:
            settle(insertion, session, .readingVitale)
            settle(insertion, session, .vitale(try await readVitale(insertion)))
        case .vitale1:
            settle(insertion, session, .readingVitale)
            settle(insertion, session, .vitale(try await readFirstGeneration(insertion)))
        default: settle(insertion, session, .professional(try await readProfessional(insertion, kind)))
        }
        log.tell(.cardRead, .reader(insertion.reader), .kind(kind), .duration(begun.duration(to: .now)))
        noteRole(of: insertion.reader)
    }

    /// A first generation Vitale is told apart by its ATR alone, and only an official library can read it.
    private func kind(of insertion: CardInsertion) async throws(AgentError) -> CardKind {
        if official != nil, CardCatalog.guess(insertion.atr) == .vitale1 { return .vitale1 }
        return try await onCard(insertion) { channel throws(HealthCardError) in
            try CardCatalog.identify(channel, insertion.atr)
        }
    }

    private func refuse(_ insertion: CardInsertion, _ session: String, _ error: AgentError) {
        let guess = CardCatalog.guess(insertion.atr)
        let known = slots[insertion.reader].flatMap(\.role)
        if slots[insertion.reader]?.refusal != error.code {
            log.tell(.cardUnusable, .reader(insertion.reader), .code(error), .cause(error))
        }
        settle(insertion, session, .unusable(kind: error.kind ?? guess, role: known ?? guess.role, error))
    }

    /// Puts what was learnt into the slot, unless the card has left meanwhile.
    private func settle(_ insertion: CardInsertion, _ session: String, _ content: CardSlot.Content) {
        guard slots[insertion.reader]?.session == session else { return }
        slots[insertion.reader]?.content = content
        publish()
    }

    private func readProfessional(
        _ insertion: CardInsertion, _ kind: CardKind
    ) async throws(AgentError) -> ProfessionalCard {
        let (card, tries, hasPad) = try await onCard(insertion) { channel throws(HealthCardError) in
            let card = try CPxCard.read(channel, kind)
            return (card, try card.retriesLeft(channel), Self.hasPINPad(channel))
        }
        return ProfessionalCard(card, hasPINPad: hasPad, refusal: refusal(of: card.holder), triesLeft: tries)
    }

    /// A reader that does not tell its features has none.
    private static func hasPINPad(_ channel: borrowing any CardChannel & ~Copyable) -> Bool {
        do throws(CardError) {
            return try channel.features().code(.verifyPINDirect) != nil
        } catch {
            return false
        }
    }

    /// Production refuses test cards and the reverse (vitale.md 8.5); the chain is checked where authorities are known.
    private func refusal(of holder: CPxHolder) -> Problem? {
        let isProduction = configuration.environment == .production
        if holder.isTestCard == isProduction { return isProduction ? .professionalTestCard : .professionalRealCard }
        guard let cardTrust, case .untrusted(let reason) = cardTrust.evaluate(holder.certificate, at: Clock.now()),
            reason != .expired,
            reason != .notYetValid
        else {
            return nil
        }
        log.tell(.cardUntrusted, .reason(reason))
        return .professionalUntrusted
    }
}

extension CardSlot {
    /// The code of what was last wrong with its card.
    fileprivate var refusal: String? {
        if case .unusable(_, _, let error) = content { error.code } else { nil }
    }
}

extension AgentError {
    /// Whether another program keeps us from the card, so that trying again by ourselves makes sense.
    fileprivate var isOfTakenReader: Bool {
        [Problem.readerExclusive, .readerHeld, .readerBusy].map(\.rawValue).contains(code)
    }

    /// The kind of card that the error names.
    fileprivate var kind: CardKind? {
        switch Problem(rawValue: code) {
        case .cardBank: .bankCard
        case .cardPhone: .phone
        case .cardUnsupported: .unknown
        default: nil
        }
    }
}
