import Cryptography
import HealthCards
import SmartCard

/// What can be asked of the professional's card beside its use.
extension Agent {
    /// Holder, certificate and situations of the one professional's card in place.
    public func professionalDetails() throws(AgentError) -> ProfessionalDetails {
        guard let (_, slot, professional) = onlyProfessional() else { throw whyNoProfessional() }
        let holder = professional.card.holder
        let situations = professional.situations.map { situation in
            ProfessionalDetails.Situation(
                index: situation.index, mode: situation.mode.map(Int.init), name: situation.name,
                structureId: situation.structureId, sector: situation.sector)
        }
        return ProfessionalDetails(
            cardSession: slot.session, generation: professional.generation,
            holder: .init(
                nationalId: holder.nationalId, surname: holder.surname, givenName: holder.givenName,
                civility: holder.civility, profession: holder.profession,
                futureProfession: holder.futureProfession.map(Int.init), cardType: holder.cardType.rawValue,
                isTest: holder.isTestCard,
                cardNumber: holder.cardNumber, speciality: holder.speciality),
            certificate: .init(
                subject: holder.certificate.subject.text, issuer: holder.certificate.issuer.text,
                notBefore: holder.certificate.notBefore,
                notAfter: holder.certificate.notAfter),
            situations: professional.isPINVerified ? situations : nil)
    }

    /// The counters of PIN and PUK, read now; it costs no try.
    public func pinOverview() async throws(AgentError) -> PINOverview {
        guard let (reader, slot, professional) = onlyProfessional(), let insertion = slot.insertion else {
            throw whyNoProfessional()
        }
        guard !isPINInFlight else { throw AgentError(.readerBusy) }
        let card = professional.card
        if professional.isPINVerified, await holdsPIN(professional, insertion) == false {
            await lock(reader, slot.session)
        }
        let isVerified = isVerified(reader, slot.session)
        let (left, puk) = try await onCard(insertion, ending: isVerified ? .keep : .leave) {
            channel throws(HealthCardError) in (try card.retriesLeft(channel), try card.pukRetriesLeft(channel))
        }
        update(reader, slot.session) { $0.note(triesLeft: left) }
        publish()
        return PINOverview(
            cardSession: slot.session, isVerified: isVerified, triesLeft: left, pukTriesLeft: puk,
            lengths: card.pinLengths,
            hasPINPad: professional.hasPINPad)
    }
}
