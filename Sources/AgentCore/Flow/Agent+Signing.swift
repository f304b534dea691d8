import Cryptography
import HealthCards
import Logging
import SAML
import SmartCard

/// The professional in place and the assertion that their card signs (insi.md 3, cpx.md 5).
extension Agent {
    /// A professional's card that may sign, with the session it lives in.
    struct ReadyProfessional {
        let reader: Reader
        let insertion: CardInsertion
        let session: String
        let card: CPxCard
        let billing: Billing
        let sector: String?
    }

    /// The one Vitale card that was read whole, if there is exactly one patient's card.
    func onlyVitale() -> (slot: CardSlot, record: VitaleRecord)? {
        let patients = slots.candidates(.patient, at: Clock.now())
        guard patients.count == 1, let slot = patients.first?.slot, case .vitale(let record) = slot.content else {
            return nil
        }
        return (slot, record)
    }

    /// The one professional's card that was read, if there is exactly one.
    func onlyProfessional() -> (reader: Reader, slot: CardSlot, professional: ProfessionalCard)? {
        let professionals = slots.candidates(.professional, at: Clock.now())
        guard professionals.count == 1, let (reader, slot) = professionals.first,
            case .professional(let professional) = slot.content
        else { return nil }
        return (reader, slot, professional)
    }

    /// Every professional's card that was read.
    func allProfessionals() -> [(reader: Reader, slot: CardSlot, professional: ProfessionalCard)] {
        slots.compactMap { reader, slot in
            guard case .professional(let professional) = slot.content else { return nil }
            return (reader, slot, professional)
        }
    }

    /// The professional who can sign now, or the problem that says why nobody can.
    func readyProfessional() -> Result<ReadyProfessional, AgentError> {
        usableProfessional().flatMap { usable in
            guard let (_, _, professional) = onlyProfessional() else {
                return .failure(AgentError(.professionalAbsent))
            }
            if professional.isBlocked { return .failure(AgentError(.pinBlocked)) }
            return professional.isPINVerified ? .success(usable) : .failure(AgentError(.pinRequired))
        }
    }

    /// The professional for whom a PIN makes sense: whatever forbids the call is told before the PIN is asked.
    func usableProfessional() -> Result<ReadyProfessional, AgentError> {
        guard let (reader, slot, professional) = onlyProfessional(), let insertion = slot.insertion else {
            let state = store.current.state.professional
            return .failure(state.problem ?? AgentError(state.status == .reading ? .readerBusy : .professionalAbsent))
        }
        let holder = professional.card.holder
        if let obstacle = professional.obstacle(at: Clock.now()) { return .failure(AgentError(obstacle)) }
        if let obstacle = configuration.billingObstacle(of: holder) { return .failure(AgentError(obstacle)) }
        guard let billing = configuration.billing(of: holder) else {
            return .failure(AgentError(.billingMissing))
        }
        return .success(
            ReadyProfessional(
                reader: reader, insertion: insertion, session: slot.session, card: professional.card,
                billing: billing, sector: professional.sector))
    }

    /// A fresh assertion, signed by the card. A card that lost its PIN session is locked again in the state. A signature that
    /// nobody at the desk asked for is no use of the PIN session.
    func sign(with professional: ReadyProfessional, isUse: Bool = true) async throws(AgentError) -> SignedAssertion {
        let draft = try draft(for: professional)
        let issued = ContinuousClock.now
        let card = professional.card
        let signature: [UInt8]
        do throws(HealthCardError) {
            signature = try await attempt(professional.insertion, ending: .keep) { channel throws(HealthCardError) in
                try card.sign(draft.signedInfo, channel)
            }
        } catch {
            guard error.endsPINSession else {
                await recheck(professional.reader, professional.session)
                guard error != .card(.cardRemoved) else {
                    throw AgentError(
                        .cardRemoved,
                        detail: "La carte de professionnel a été retirée avant d'avoir signé ; rien n'est parti.")
                }
                throw AgentError(error)
            }
            await lock(professional.reader, professional.session)
            throw AgentError(.pinRequired, underlying: "signature: \(error)")
        }
        let assertion = try completed(draft, signature)
        update(professional.reader, professional.session) { professional in
            if isUse { professional.lastUse = .now }
            professional.assertion = .init(signed: assertion, at: issued)
        }
        return assertion
    }

    /// What this card signed at most `AssertionAge` seconds ago, while it still holds its PIN: it goes with the card, and with
    /// the PIN session.
    func recentAssertion(of professional: ReadyProfessional) -> SignedAssertion? {
        guard let (_, slot, current) = onlyProfessional(), slot.session == professional.session,
            current.isPINVerified, let known = current.assertion,
            known.at.duration(to: .now) < .seconds(configuration.assertionAge)
        else { return nil }
        return known.signed
    }

    private func completed(_ draft: AssertionDraft, _ signature: [UInt8]) throws(AgentError) -> SignedAssertion {
        do throws(SAMLError) {
            return try draft.completed(signature: signature)
        } catch {
            throw AgentError(error)
        }
    }

    private func draft(for professional: ReadyProfessional) throws(AgentError) -> AssertionDraft {
        let holder = professional.card.holder
        let content = AssertionContent(
            id: "_" + (try RandomText.uuid()), issueInstant: Timestamp.now(), issuer: holder.certificate.subject.text,
            nameQualifier: holder.cardType.rawValue, nameID: holder.nationalId,
            attributes: attributes(for: professional))
        do throws(SAMLError) {
            return try AssertionDraft(content: content, certificate: holder.certificate)
        } catch {
            throw AgentError(error)
        }
    }

    /// The speciality is sent when it is configured, the sector when the card tells exactly one (insi.md 3.3).
    private func attributes(for professional: ReadyProfessional) -> [AssertionContent.Attribute] {
        let all = [
            ("identifiantFacturation", professional.billing.identifier),
            ("codeSpecialiteAMO", professional.billing.speciality), ("secteurActivite", professional.sector),
        ]
        return all.compactMap { name, value in value.map { .init(name: name, value: $0) } }
    }
}

extension HealthCardError {
    /// Whether the card no longer holds the PIN: it says so, or another program reset it.
    var endsPINSession: Bool {
        switch self {
        case .card(.cardReset): true
        case .card(.unexpectedStatus(.securityStatusNotSatisfied, _)): true
        default: false
        }
    }
}
