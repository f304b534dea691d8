public import HealthIdentity

/// Searches or verifications to be made one after the other for the coming admissions (insi.md 5.5: never a patient base).
public struct WorkList: Equatable, Sendable, Codable {
    /// How long a list is kept, in seconds.
    public static let lifetime: Int64 = 24 * 3600

    /// Its unguessable name.
    public let id: String
    /// Who made it: nobody else sees it.
    public let owner: String
    /// The owner's name, for the trace.
    public let ownerName: String
    /// Seconds since 1970 UTC.
    public let createdAt: Int64
    /// The request that made it, for the log.
    var requestId: String?
    /// Whether it rests at its owner's wish.
    public var isPaused = false
    /// What is asked, in order.
    public var lines: [Line]

    /// When it is erased, collected or not; seconds since 1970 UTC.
    public var expiresAt: Int64 { createdAt + Self.lifetime }

    /// What one line asks.
    public enum Question: Equatable, Sendable, Codable {
        /// WS_INS2.
        case search(SoughtTraits)
        /// WS_INS3.
        case verification(INSNumber, SoughtTraits, givenNameList: SubmittedName?)
    }

    /// One question and what came of it.
    public struct Line: Equatable, Sendable, Codable {
        /// The caller's own name for it.
        public let reference: String?
        /// What is asked.
        public let question: Question
        /// Where it stands.
        public internal(set) var status = Status.waiting
        /// What a search gave.
        public internal(set) var result: INSState?
        /// What a verification gave.
        public internal(set) var verification: Agent.Verification?
        /// Why it failed, or why the last try did.
        public internal(set) var problem: AgentError?
        /// How often it was tried.
        public internal(set) var tries = 0
        /// How often it was put off for a reason that may last.
        var setbacks = 0
        /// Not before then is it tried again; seconds since 1970 UTC.
        var notBefore: Int64 = 0

        /// A line that waits.
        public init(reference: String?, question: Question) {
            self.reference = reference
            self.question = question
        }
    }

    /// Where a line stands.
    public enum Status: String, Equatable, Sendable, Codable {
        /// Its turn is to come.
        case waiting
        /// The service is being asked.
        case calling
        /// It has its result.
        case done
        /// It ended without.
        case failed
    }
}
