/// One search that ended, as it is counted: nothing of a person, of a client or of a text.
public struct CountedSearch: Equatable, Sendable {
    /// What the service was asked for.
    public let operation: Operation
    /// What it was for.
    public let purpose: Purpose
    /// How it ended.
    public let ending: Ending
    /// Calls that left for it, repeated ones too.
    public let calls: Int
    /// Milliseconds from its start to its end.
    public let milliseconds: Int

    /// The service's operations.
    public enum Operation: String, CaseIterable, Sendable, Codable {
        /// By Vitale card.
        case vitale = "WS_INS1"
        /// By traits.
        case traits = "WS_INS2"
        /// Verification of a known INS.
        case verification = "WS_INS3"
    }

    /// Who began it.
    public enum Purpose: String, CaseIterable, Sendable, Codable {
        /// Somebody at the desk, through a program or the page.
        case desk
        /// The agent, where the configuration says so.
        case automatic
        /// A line of a work list.
        case workList
    }

    /// How it ended, with the codes that say why.
    public enum Ending: Equatable, Sendable {
        /// With an identity that may be used; for a verification: the base has it so.
        case found
        /// With an identity that may not be used, for these reasons.
        case foundNotUsable([String])
        /// With nobody; for a verification: the base does not have it so.
        case notFound
        /// With several people.
        case several
        /// Without an answer of the service, for this problem.
        case failed(String)
    }
}

extension CountedSearch.Purpose {
    /// What a caller's search is for; nil for `insi-agent check`, which searches for nobody.
    init?(_ requester: Requester) {
        switch requester.purpose {
        case .admission: self = requester == .automatic ? .automatic : .desk
        case .workList: self = .workList
        case .check: return nil
        }
    }
}

extension CountedSearch.Ending {
    /// What a search that ended came to.
    init(_ state: INSState) {
        switch state.status {
        case .found where state.identity != nil && state.notUsableBecause.isEmpty: self = .found
        case .found: self = .foundNotUsable(state.notUsableBecause)
        case .notFound: self = .notFound
        case .several: self = .several
        case .failed, .idle, .calling, .waitingForBeneficiary, .waitingForProfessional:
            self = .failed(state.problem?.code ?? Problem.internalError.rawValue)
        }
    }

    /// What a search came to, or why it failed.
    init(_ result: Result<INSState, AgentError>) {
        switch result {
        case .success(let state): self.init(state)
        case .failure(let error): self = .failed(error.code)
        }
    }

    /// What a verification came to; a code that nobody outside knows is no answer that could be used.
    init(_ result: Result<Agent.Verification, AgentError>) {
        switch result {
        case .success(let verification):
            self =
                switch verification.isVerified {
                case true?: .found
                case false?: .notFound
                case nil: .failed(Problem.insUnreadableAnswer.rawValue)
                }
        case .failure(let error): self = .failed(error.code)
        }
    }
}
