import HealthCards
public import HealthIdentity
import INSi
import Journal
import Logging
import SAML
import SmartCard

/// WS_INS1 for the Vitale card in place: read again, have the assertion signed, call, keep the answer.
extension Agent {
    /// Searches the INS of a beneficiary of the card whose session is `cardSession`, and returns what the state then says.
    ///
    /// `beneficiary` may be left out when the card has one. `birthRank` is a person's word where the card does not tell the
    /// rank. The same search in flight is joined; the same idempotency key gets the first result without a second call.
    /// Throws what forbids or prevents the call: a card that left (`request.cardSession`), a missing PIN, and so on; a call
    /// that failed is a result with status `failed`, thrown as its problem.
    public func searchByVitale(
        cardSession: String, beneficiary: Int?, birthRank: BirthRank?, local: LocalIdentity = LocalIdentity(),
        idempotencyKey: String?, requester: Requester
    ) async throws(AgentError) -> INSState {
        guard let patient = onlyVitale(), patient.slot.session == cardSession else {
            throw whyNotSearchable(cardSession)
        }
        try gate(local)
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
        if let birthRank, let told = person.birthRank, birthRank != told {
            throw AgentError(.birthRankContradicted)
        }
        let (rank, isAssumed) = Self.rank(of: person, birthRank)
        if let idempotencyKey, let first = answered[idempotencyKey] {
            guard first.beneficiary == index, first.birthRank == rank,
                first.agreement.isBirthRankAssumed == isAssumed
            else { throw AgentError(.idempotencyKeyReused) }
            return try first.result.get()
        }
        if isAnswered(by: search, index, rank) {
            if !isAssumed { search?.agreement.isBirthRankAssumed = false }
            if let search { log.tell(.searchJoined, .search(search.requestId)) }
        } else {
            guard search?.outcome != nil || search == nil else { throw AgentError(.readerBusy) }
            try startSearch(
                for: person, birthRank: birthRank, patient: patient.slot, requester: requester,
                idempotencyKey: idempotencyKey)
            publish()
        }
        return try await result()
    }

    /// The rank to send, and whether it is assumed where nothing else tells twins apart: no word of the card nor of a person,
    /// and no number of one's own (vitale.md 8.3).
    private static func rank(of person: VitaleBeneficiary, _ stated: BirthRank?) -> (BirthRank, isAssumed: Bool) {
        if let known = stated ?? person.birthRank { return (known, false) }
        return (.assumed, person.matricule == nil)
    }

    /// A result that is still known: of the card in place, of one that was pulled or, for
    /// whoever asked, of a search by traits within the retention time.
    public func result(requestId: String, for owner: String) -> INSState? {
        if let search, search.requestId == requestId, search.outcome != nil { return search.state }
        if let run = traitsRuns[requestId], run.outcome != nil { return run.owner == owner ? run.state : nil }
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
        for person: VitaleBeneficiary, birthRank: BirthRank?, patient: CardSlot, requester: Requester,
        idempotencyKey: String?
    ) throws(AgentError) {
        guard !isEnding else { throw .abandonedBeforeCall }
        _ = try readyCaller().get()
        let (rank, isAssumed) = Self.rank(of: person, birthRank)
        // The search that nobody asked for has a number of its own, whatever led to it.
        let scope = try RequestScope.ofSearch(isAskedFor: requester != .automatic)
        var next = Search(
            requestId: scope.id, cardSession: patient.session, beneficiary: person.index,
            birthRank: rank,
            agreement: Agreement(
                source: .card, birthDate: person.birthDate, givenNames: [person.givenName],
                matricule: person.matricule, isBirthRankAssumed: isAssumed,
                refusesTestNumbers: configuration.environment == .production),
            requester: requester, idempotencyKey: idempotencyKey)
        let request = next
        next.task = RequestScope.$current.withValue(scope) { Task { await perform(request) } }
        search = next
    }

    private func perform(_ request: Search) async {
        log.tell(.searchBegun)
        let outcome: Result<INSiAnswer, AgentError>
        do throws(AgentError) {
            outcome = .success(try await call(request))
        } catch {
            outcome = .failure(error)
        }
        guard search?.requestId == request.requestId else {
            log.tell(.searchDropped)
            return
        }
        search?.outcome = outcome
        let waiters = search?.waiters ?? []
        search?.waiters = []
        guard let ended = search else { return }
        let result = ended.result
        if let key = request.idempotencyKey { answered[key] = ended }
        tell(outcome.map(\.returnCode))
        count(.vitale, ended.requester, ended.measure, .init(result))
        publish()
        for waiter in waiters { waiter.resume(returning: result) }
    }

    private func call(_ request: Search) async throws(AgentError) -> INSiAnswer {
        try await ask(
            request.requestId, for: request.requester,
            leaving: { if search?.requestId == request.requestId { search?.measure.calls += 1 } },
            { () async throws(AgentError) in try await prepare(request) })
    }

    /// The cards are read and the assertions made anew before each call: a swap between two looks is an error, not a wrong INS
    /// (endpoint.md 2).
    private func prepare(_ request: Search) async throws(AgentError) -> PreparedCall {
        guard let patient = onlyVitale(), patient.slot.session == request.cardSession,
            let insertion = patient.slot.insertion
        else { throw AgentError(.cardRemoved) }
        let caller = try readyCaller().get()
        let search = try self.search(request, in: patient.record.content)
        let authentication: CallAuthentication
        switch caller {
        case .certificate:
            try await confirm(patient.record, insertion)
            authentication = .softwareCertificate
        case .professional(let professional):
            var vitaleAssertion = try vitaleAssertion(for: patient.record, issuer: caller.emitter)
            try await confirm(patient.record, insertion)
            let assertion = try await sign(with: professional)
            if vitaleAssertion?.isFresh(at: Clock.now()) == false {
                vitaleAssertion = try self.vitaleAssertion(for: patient.record, issuer: caller.emitter)
            }
            authentication = .cpx(assertion, vitale: vitaleAssertion)
        }
        return PreparedCall(request: .vitale(search), authentication: authentication, emitter: caller.emitter)
    }

    /// What the card says of the beneficiary; the birth name is the policy holder's where their own is not on it (insi.md 2.7).
    private func search(_ request: Search, in content: VitaleContent) throws(AgentError) -> VitaleSearch {
        guard let person = content.beneficiaries.first(where: { $0.index == request.beneficiary }) else {
            throw AgentError(.beneficiaryUnknown)
        }
        var birthName: SubmittedName?
        if let name = person.birthName ?? content.beneficiaries.first?.birthName, !name.isEmpty {
            do throws(SubmittedName.Fault) {
                birthName = try SubmittedName(name, as: .birthName)
            } catch {
                throw AgentError(.vitaleBirthName, underlying: "\(error)")
            }
        }
        return VitaleSearch(
            individual: person.matricule, policyHolder: content.policyHolder, birthName: birthName,
            birthDate: person.birthDate, birthRank: request.birthRank)
    }

    /// Ends the search of a card that left: a finished result is kept for its bounded time, a call in flight is dropped.
    func endSearch(because error: AgentError = AgentError(.cardRemoved)) {
        guard let ended = search else { return }
        search = nil
        answered = [:]
        ended.task?.cancel()
        if case .success? = ended.outcome { retain(ended) }
        if ended.outcome == nil { count(.vitale, ended.requester, ended.measure, .failed(error.code)) }
        for waiter in ended.waiters { waiter.resume(returning: .failure(error)) }
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

    /// Logs what came of a search.
    func tell(_ outcome: Result<ReturnCode, AgentError>) {
        switch outcome {
        case .success(let code): log.tell(.searchEnded, .outcome(code))
        case .failure(let error): log.tell(.searchEnded, .outcome(error), .cause(error))
        }
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
