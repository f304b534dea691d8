import HealthCards
public import HealthIdentity
import INSi
import Logging
import SAML
import SmartCard

/// WS_INS1 for the Vitale card in place: read again, have the assertion signed, call, keep the answer.
extension Agent {
    /// Searches the INS of a beneficiary of the card whose session is `cardSession`, and returns what the state then says.
    ///
    /// `beneficiary` may be left out when the card has one. The same search in flight is joined; the same idempotency key
    /// gets the first result without a second call. Throws what prevents the call: a card that left (`request.cardSession`),
    /// a missing PIN, and so on; a call that failed is a result with status `failed`, thrown as its problem.
    public func searchByVitale(
        cardSession: String, beneficiary: Int?, birthRank: BirthRank?, idempotencyKey: String?
    ) async throws(AgentError) -> INSState {
        guard let patient = onlyVitale(), patient.slot.session == cardSession else {
            throw whyNotSearchable(cardSession)
        }
        let people = patient.record.content.beneficiaries
        guard let index = beneficiary ?? (people.count == 1 ? people.first?.index : nil) else {
            throw AgentError(.beneficiaryRequired)
        }
        guard let person = people.first(where: { $0.index == index }) else { throw AgentError(.beneficiaryUnknown) }
        if birthRank == nil, person.birthRank == nil, person.matricule == nil,
            people.filter({ $0.birthDate == person.birthDate }).count > 1
        {
            throw AgentError(.birthRankRequired)
        }
        let rank = birthRank ?? person.birthRank ?? .assumed
        if let idempotencyKey, let first = answered[idempotencyKey] {
            guard first.beneficiary == index, first.birthRank == rank else { throw AgentError(.idempotencyKeyReused) }
            return try first.result.get()
        }
        if !isAnswered(by: search, index, rank) {
            guard search?.outcome != nil || search == nil else { throw AgentError(.readerBusy) }
            try startSearch(beneficiary: index, birthRank: rank, patient: patient.slot, idempotencyKey: idempotencyKey)
            publish()
        }
        return try await result()
    }

    /// A result that is still known: of the card in place, or of one that was pulled within the retention time.
    public func result(requestId: String) -> INSState? {
        if let search, search.requestId == requestId, search.outcome != nil { return search.state }
        return retained.flatMap { $0.announcement?.requestId == requestId ? $0.state : nil }
    }

    /// Why there is no Vitale card of that session to search with: it is not the only one, not read, or gone.
    private func whyNotSearchable(_ cardSession: String) -> AgentError {
        guard slots.values.contains(where: { $0.session == cardSession && $0.role == .patient }) else {
            return AgentError(.requestCardSession)
        }
        return store.current.state.patient.problem ?? AgentError(.vitaleAbsent)
    }

    private func isAnswered(by search: Search?, _ index: Int, _ rank: BirthRank) -> Bool {
        guard let search, search.outcome == nil else { return false }
        return search.beneficiary == index && search.birthRank == rank
    }

    private func result() async throws(AgentError) -> INSState {
        guard let search else { throw AgentError(.cardRemoved) }
        let result: Result<INSState, AgentError>
        if search.outcome != nil {
            result = search.result
        } else {
            result = await withCheckedContinuation { self.search?.waiters.append($0) }
        }
        return try result.get()
    }

    func startSearch(
        beneficiary: Int, birthRank: BirthRank, patient: CardSlot, idempotencyKey: String?
    ) throws(AgentError) {
        _ = try readyProfessional().get()
        var next = Search(
            requestId: try RandomText.uuid(), cardSession: patient.session, beneficiary: beneficiary,
            birthRank: birthRank, birthDate: birthDate(of: beneficiary), idempotencyKey: idempotencyKey)
        let request = next
        next.task = Task { await perform(request) }
        search = next
    }

    private func birthDate(of beneficiary: Int) -> BirthDate? {
        onlyVitale()?.record.content.beneficiaries.first { $0.index == beneficiary }?.birthDate
    }

    private func perform(_ request: Search) async {
        let outcome: Result<INSiAnswer, AgentError>
        do throws(AgentError) {
            outcome = .success(try await call(request))
        } catch {
            outcome = .failure(error)
        }
        guard search?.requestId == request.requestId else {
            log.notice("search dropped", metadata: ["requestId": "\(request.requestId)"])
            return
        }
        search?.outcome = outcome
        let waiters = search?.waiters ?? []
        search?.waiters = []
        guard let result = search?.result else { return }
        if let key = request.idempotencyKey, let ended = search { answered[key] = ended }
        logOutcome(request.requestId, outcome)
        publish()
        for waiter in waiters { waiter.resume(returning: result) }
    }

    private func call(_ request: Search) async throws(AgentError) -> INSiAnswer {
        guard let patient = onlyVitale(), patient.slot.session == request.cardSession,
            let insertion = patient.slot.insertion
        else { throw AgentError(.cardRemoved) }
        let professional = try readyProfessional().get()
        let emitter = professional.card.holder.nationalId
        var vitaleAssertion = try vitaleAssertion(for: patient.record, issuer: emitter)
        try await confirm(patient.record, insertion)
        let assertion = try await sign(with: professional)
        if vitaleAssertion?.isFresh(at: Clock.now()) == false {
            vitaleAssertion = try self.vitaleAssertion(for: patient.record, issuer: emitter)
        }
        let content = patient.record.content
        guard let person = content.beneficiaries.first(where: { $0.index == request.beneficiary }) else {
            throw AgentError(.beneficiaryUnknown)
        }
        let search = VitaleSearch(
            individual: person.matricule, policyHolder: content.policyHolder, birthName: person.birthName,
            birthDate: person.birthDate,
            birthRank: request.birthRank)
        guard !Task.isCancelled else { throw AgentError(.cardRemoved) }
        let context = CallContext(emitter: emitter, software: software)
        do throws(INSiError) {
            return try await service.searchByVitaleCard(
                search, assertion: assertion, vitaleAssertion: vitaleAssertion, context: context)
        } catch {
            throw AgentError(error)
        }
    }

    /// Ends the search of a card that left: a finished result is kept for its bounded time, a call in flight is dropped.
    func endSearch() {
        guard let ended = search else { return }
        search = nil
        answered = [:]
        ended.task?.cancel()
        if case .success? = ended.outcome { retain(ended) }
        for waiter in ended.waiters { waiter.resume(returning: .failure(AgentError(.cardRemoved))) }
    }

    private func retain(_ ended: Search) {
        let seconds = configuration.resultRetention
        guard seconds > 0 else { return }
        retained = RetainedResult(state: ended.state, expiresAt: Clock.now() + Int64(seconds))
        let requestId = ended.requestId
        retained?.expiry = Task {
            guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
            release(requestId)
        }
    }

    func dropRetained() {
        retained?.expiry?.cancel()
        retained = nil
    }

    private func release(_ requestId: String) {
        guard retained?.announcement?.requestId == requestId else { return }
        retained = nil
        publish()
    }

    private func logOutcome(_ requestId: String, _ outcome: Result<INSiAnswer, AgentError>) {
        let text =
            switch outcome {
            case .success(let answer): "CR \(answer.returnCode.rawValue)"
            case .failure(let error): error.code + (error.underlying.map { " (\($0))" } ?? "")
            }
        log.info("search ended", metadata: ["requestId": "\(requestId)", "outcome": "\(text)"])
    }
}

extension Search {
    /// Whether it ended without an answer.
    var isFailed: Bool {
        if case .failure? = outcome { true } else { false }
    }

    /// What a caller is told: the state, or the problem that made it fail.
    var result: Result<INSState, AgentError> {
        let state = state
        return state.problem.map(Result.failure) ?? .success(state)
    }
}
