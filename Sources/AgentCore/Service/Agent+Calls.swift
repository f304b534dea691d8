import HTTPS
import HealthCards
public import HealthIdentity
import INSi
import Logging
import SAML
import Synchronization

/// One question to the service, with what surrounds it: who may ask, how often, and the trace.
extension Agent {
    /// Who answers for a call.
    enum ReadyCaller {
        /// A professional whose card may sign now.
        case professional(ReadyProfessional)
        /// The structure, by its certificate.
        case certificate(emitter: String)

        /// `Emetteur` of both contexts (insi.md 2.5).
        var emitter: String {
            switch self {
            case .professional(let professional): professional.card.holder.nationalId
            case .certificate(let emitter): emitter
            }
        }

        /// What changes when somebody else answers for the calls.
        var session: String {
            switch self {
            case .professional(let professional): professional.session
            case .certificate(let emitter): emitter
            }
        }
    }

    /// What came of one call.
    typealias CallResult = Result<INSiAnswer, INSiError>

    /// A request with what proves who makes it.
    struct PreparedCall {
        let request: INSiRequest
        let authentication: CallAuthentication
        let emitter: String
    }

    /// Whoever can answer for a call now, or the problem that says why nobody can.
    func readyCaller() -> Result<ReadyCaller, AgentError> {
        guard configuration.authentication == .softwareCertificate else {
            return readyProfessional().map(ReadyCaller.professional)
        }
        if let problem = certificateProblem() { return .failure(problem) }
        return .success(.certificate(emitter: certificate?.organisationalUnit ?? ""))
    }

    /// What forbids calls with the software certificate; nil when nothing does, or when calls are made without one.
    func certificateProblem() -> AgentError? {
        guard configuration.authentication == .softwareCertificate else { return nil }
        guard let certificate else { return AgentError(.certificateMissing) }
        return certificate.obstacle(at: Clock.now(), in: configuration.environment).map { AgentError($0) }
    }

    /// The proof for a call by traits: the professional's assertion, signed at most `AssertionAge` seconds ago by the card that
    /// is still in the reader and still holds its PIN, else signed anew.
    func authentication(
        of caller: ReadyCaller, for requester: Requester
    ) async throws(AgentError) -> CallAuthentication {
        guard case .professional(let professional) = caller else { return .softwareCertificate }
        let isUse = requester.purpose != .workList
        guard let known = recentAssertion(of: professional) else {
            return .cpx(try await sign(with: professional, isUse: isUse), vitale: nil)
        }
        if isUse { update(professional.reader, professional.session) { $0.lastUse = .now } }
        return .cpx(known, vitale: nil)
    }

    /// Refuses what the rules forbid to ask for (insi.md 6.5).
    public func gate(_ local: LocalIdentity) throws(AgentError) {
        let refusal = local.refusal(provisionalMayBeCalled: configuration.provisionalCalls)
        if let refusal { throw AgentError(refusal) }
    }

    /// Asks, and asks again where that cannot do anything twice or the service said that it is unavailable: at most `Retries`
    /// times, after a pause that doubles. `prepare` runs before each call, and `leaving` when nothing stands in its way any more. Every call is traced before its answer is used.
    func ask(
        _ requestId: String, for requester: Requester, leaving: () -> Void = {},
        _ prepare: () async throws(AgentError) -> PreparedCall
    ) async throws(AgentError) -> INSiAnswer {
        var retries = 0
        while true {
            let prepared = try await prepare()
            guard !Task.isCancelled else { throw .abandonedBeforeCall }
            let messageID = MessageID.new()
            let announced = trace(prepared, messageID, requestId, requester)
            try await tracer.begin(announced)
            guard !Task.isCancelled else {
                let abandoned = AgentError.abandonedBeforeCall
                try await tracer.record(announced.ended(abandoned.code))
                throw abandoned
            }
            leaving()
            let begun = ContinuousClock.now
            let result = await result(of: prepared, messageID)
            let trace = ended(announced, result)
            log.tell(.callMade, LogField.call(trace) + [.duration(begun.duration(to: .now))])
            try await tracer.record(trace)
            switch result {
            case .success(let answer): return answer
            case .failure(let error):
                guard error.mayBeAskedAgain, retries < configuration.retries else {
                    if error.neverReached || error.mayBeAskedAgain {
                        log.tell(.serviceUnreached, .code(error), .cause(error))
                    }
                    throw error
                }
                log.tell(.callAgain, .code(error), .cause(error))
                try? await Task.sleep(for: .seconds(configuration.retryPause << retries))
                retries += 1
                guard !Task.isCancelled else { throw .abandonedBeforeCall }
            }
        }
    }

    /// The call in a task of its own, so that a sleep of the machine can end it and the search still say why.
    private func result(of prepared: PreparedCall, _ messageID: String) async -> Result<INSiAnswer, AgentError> {
        let call = Task { await self.call(prepared, messageID) }
        callsUnderWay.begin(messageID, call)
        let result = await withTaskCancellationHandler {
            await call.value
        } onCancel: {
            call.cancel()
        }
        let hasSlept = callsUnderWay.end(messageID)
        return result.mapError { error in
            guard hasSlept, case .transport(.cancelled) = error else { return AgentError(error) }
            return AgentError.suspended(error)
        }
    }

    private func call(_ prepared: PreparedCall, _ messageID: String) async -> CallResult {
        do throws(INSiError) {
            calls.wrappingAdd(1, ordering: .relaxed)
            let context = CallContext(emitter: prepared.emitter, software: software)
            return .success(
                try await service.call(
                    prepared.request, by: prepared.authentication, context: context, messageID: messageID))
        } catch {
            return .failure(error)
        }
    }

    private func trace(
        _ prepared: PreparedCall, _ messageID: String, _ requestId: String, _ requester: Requester
    ) -> CallTrace {
        let matricule: Matricule? =
            switch prepared.request {
            case .vitale(let search): search.individual
            case .traits: nil
            case .verification(let verification): verification.number.matricule
            }
        return CallTrace(
            requestId: requestId, messageID: messageID, operation: prepared.request.operation,
            authentication: configuration.authentication, emitter: prepared.emitter, requester: requester,
            outcome: "", matricule: matricule?.number, image: nil, time: Clock.now())
    }

    private func ended(_ trace: CallTrace, _ result: Result<INSiAnswer, AgentError>) -> CallTrace {
        switch result {
        case .failure(let error): return trace.ended(error.code)
        case .success(let answer):
            let found = answer.identity?.active.matricule.number
            return trace.ended(
                "CR " + answer.returnCode.rawValue, matricule: found, image: answer.identity.map { _ in answer.image })
        }
    }
}
