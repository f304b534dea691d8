import Cryptography
import HealthCards
import HealthIdentity
import SmartCard

/// Draws the state from what the agent knows: pure, so that two readers, two cards and every error have one answer.
struct StateProjection {
    let serviceAvailable: Bool
    let readers: Set<Reader>
    let slots: [Reader: CardSlot]
    let places: Places
    let search: Search?
    let lastResult: INSState.LastResult?
    let configuration: Configuration
    /// What forbids calls with the software certificate, where calls are made with one.
    let certificateProblem: AgentError?
    let now: Int64

    /// What is known of readers beside their cards.
    struct Places {
        var locations: [Reader: ReaderLocation] = [:]
        var usualRoles: [Reader: ReaderState.Role] = [:]
        var unshown: [USBReader] = []
        /// What is known of the models of readers, by path.
        var hints: [String: String] = [:]
    }

    func state() -> AgentState {
        var state = AgentState()
        state.readerServiceAvailable = serviceAvailable
        state.readers = readers.sorted().map(reader) + places.unshown.map(unshown)
        state.professional = professional()
        state.patient = patient()
        state.ins = ins(patient: state.patient, professional: state.professional)
        return state
    }

    private func reader(_ reader: Reader) -> ReaderState {
        var state = describe(reader)
        state.role = state.role ?? places.usualRoles[reader]
        state.usbPath = places.locations[reader]?.usbPath
        state.hint = state.usbPath.flatMap { places.hints[$0] }
        return state
    }

    private func unshown(_ reader: USBReader) -> ReaderState {
        ReaderState(
            name: reader.name, usbPath: reader.path, hint: places.hints[reader.path],
            problem: AgentError(reader.obstacle))
    }

    private func describe(_ reader: Reader) -> ReaderState {
        guard let slot = slots[reader] else { return ReaderState(name: reader.name) }
        let kind: CardKind? =
            switch slot.content {
            case .recognising: nil
            case .readingVitale: .vitale
            case .vitale(let record): record.free == nil ? .vitale1 : .vitale
            case .professional: .cps3
            case .unusable(let kind, _, _): kind
            }
        return ReaderState(
            name: reader.name, role: slot.role, card: (kind ?? .unknown).stateName, cardSession: slot.session)
    }

    private func only(_ role: ReaderState.Role) -> (slot: CardSlot?, several: Bool) {
        let found = slots.candidates(role, at: now)
        return (found.count == 1 ? found.first?.slot : nil, found.count > 1)
    }

    private func professional() -> ProfessionalState {
        var state = ProfessionalState()
        let (slot, several) = only(.professional)
        guard let slot else {
            if several { (state.status, state.problem) = (.unreadable, AgentError(.professionalSeveral)) }
            if !several, let (session, problem) = unassigned(in: .professional) {
                (state.status, state.cardSession, state.problem) = (
                    problem == nil ? .reading : .unreadable, session, problem
                )
            }
            return state
        }
        state.cardSession = slot.session
        switch slot.content {
        case .professional(let professional): describe(professional, in: &state)
        case .unusable(_, _, let problem): (state.status, state.problem) = (.unreadable, problem)
        case .recognising, .readingVitale, .vitale: state.status = .reading
        }
        return state
    }

    private func describe(_ professional: ProfessionalCard, in state: inout ProfessionalState) {
        let holder = professional.card.holder
        state.holder = .init(
            nationalId: holder.nationalId, name: holder.displayName, profession: holder.profession,
            cardType: holder.cardType.rawValue, isTest: holder.isTestCard)
        state.certificateNotAfter = holder.certificate.notAfter
        state.pinTriesLeft = professional.triesLeft
        state.hasPINPad = professional.hasPINPad
        state.pinPrompt = professional.prompt
        state.generation = professional.generation
        let blocking: (ProfessionalState.Status, Problem)? =
            if let obstacle = professional.obstacle(at: now) {
                (obstacle == .professionalExpired ? .expired : .unreadable, obstacle)
            } else if professional.isBlocked {
                (.pinBlocked, .pinBlocked)
            } else if let missing = configuration.billingObstacle(of: holder) {
                (.notConfigured, missing)
            } else {
                nil
            }
        if let (status, problem) = blocking {
            (state.status, state.problem) = (status, AgentError(problem))
        } else {
            state.status = professional.isPINVerified ? .ready : .locked
            state.problem = professional.padProblem
        }
    }

    private func patient() -> PatientState {
        var state = PatientState()
        let (slot, several) = only(.patient)
        if several { (state.status, state.problem) = (.unreadable, AgentError(.vitaleSeveral)) }
        guard let slot else {
            if !several, let (session, problem) = unassigned(in: .patient) {
                (state.status, state.cardSession, state.problem) = (
                    problem == nil ? .reading : .unsupported, session, problem
                )
            }
            return state
        }
        state.cardSession = slot.session
        switch slot.content {
        case .recognising, .readingVitale, .professional: state.status = .reading
        case .vitale(let record): describe(record, in: &state)
        case .unusable(let kind, _, let problem):
            (state.status, state.problem) = (kind == .phone ? .unsupported : .unreadable, problem)
        }
        return state
    }

    /// A card that is nobody's, or not yet known to be anybody's, when there is no problem: the desk must be told of it where it
    /// looks, in the place that its reader is used for, the patient's when nothing is known.
    private func unassigned(in role: ReaderState.Role) -> (session: String, problem: AgentError?)? {
        let found = slots.compactMap { reader, slot -> (session: String, problem: AgentError?)? in
            guard slot.role == nil, (places.usualRoles[reader] ?? .patient) == role else { return nil }
            switch slot.content {
            case .unusable(_, _, let problem): return (slot.session, problem)
            case .recognising: return (slot.session, nil)
            case .readingVitale, .vitale, .professional: return nil
            }
        }
        return found.min { $0.session < $1.session }
    }

    private func describe(_ record: VitaleRecord, in state: inout PatientState) {
        let content = record.content
        state.status = .ready
        state.generation = record.generation
        state.warnings = content.warnings.map(\.stateName)
        state.assumed = content.beneficiaries.contains { $0.birthRank == nil } ? ["birthRank"] : []
        state.beneficiaries = content.beneficiaries.map { person in
            .init(
                index: person.index, name: person.name, givenName: person.givenName, birthDate: person.birthDate,
                birthRank: person.birthRank ?? .assumed, matricule: person.matricule)
        }
    }

    private func ins(patient: PatientState, professional: ProfessionalState) -> INSState {
        // A search shows only beside the card that it belongs to: not beside two cards, nor beside another one.
        let search = search.flatMap { $0.cardSession == patient.cardSession ? $0 : nil }
        var state = search?.state ?? INSState()
        state.lastResult = lastResult
        guard search == nil, patient.status == .ready else { return state }
        state.cardSession = patient.cardSession
        if configuration.automatic {
            // What the automatic call leaves to a person.
            let isPlain = patient.beneficiaries.count == 1 && patient.beneficiaries.first?.matricule != nil
            if let certificateProblem {
                (state.status, state.problem) = (.failed, certificateProblem)
            } else if !isPlain || !patient.warnings.isEmpty {
                state.status = .waitingForBeneficiary
            } else if configuration.authentication == .cpx, professional.status != .ready {
                state.status = .waitingForProfessional
            }
        }
        return state
    }
}
