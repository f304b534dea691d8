/// The pairing window as a value (endpoint.md 2): opened by a person, for two minutes, for one page. What time it is always comes
/// from outside.
///
/// The first page that asks is the one; it may ask again, which makes a new code and gives no tries back. A right code closes
/// the window, as do the third wrong one, the end of its time, and a person.
public struct PairingWindow: Sendable {
    /// How long it stays open.
    public static let lifetime = Duration.seconds(120)
    /// Codes that may be tried in one window, whatever is asked meanwhile.
    public static let tries = 3

    /// What a page asks for, as the person who decides sees it.
    public struct Asking: Equatable, Sendable {
        /// The page's exact origin.
        public let origin: String
        /// The name that the page gives itself.
        public let name: String
        /// The rights that it asks for, in declaration order.
        public let scopes: [Scope]
        /// Unguessable; told to the page only, which names it with the code.
        public let pairingId: String
        /// Six digits; shown to the person only, who types them into the page.
        public let code: String
    }

    /// How the last window ended.
    public enum Outcome: String, Equatable, Sendable {
        /// The right code came, and the page is a client.
        case paired
        /// Three wrong codes came.
        case wrongCodes
        /// Its time was over.
        case expired
        /// A person closed it.
        case closed
        /// The right code came, but the client could not be stored.
        case failed
    }

    /// What a person may see of it.
    public enum Overview: Equatable, Sendable {
        /// Nobody may ask; how the last window ended, nil when there was none.
        case closed(Outcome?)
        /// A page may ask, or asks.
        case open(secondsLeft: Int, triesLeft: Int, onlyOrigin: String?, asking: Asking?)
    }

    /// What a presented code leads to.
    public enum Verdict: Equatable, Sendable {
        /// The right one: the page is to become a client, and the window is closed.
        case paired(Asking)
        /// A wrong one; none left means that the window is closed.
        case wrong(triesLeft: Int)
        /// No window is open, or this is not what is being asked in it.
        case closed
    }

    private struct Opening {
        let end: ContinuousClock.Instant
        let onlyOrigin: String?
        var triesLeft = PairingWindow.tries
        var asking: Asking?

        func admits(_ origin: String) -> Bool {
            (onlyOrigin ?? origin) == origin && (asking?.origin ?? origin) == origin
        }
    }

    private var opening: Opening?
    private var outcome: Outcome?

    /// A window that was never open.
    public init() {}

    /// Opens it, for one origin only when one is named. False when it is open already: that one stays as it is.
    public mutating func open(onlyOrigin: String?, at now: ContinuousClock.Instant) -> Bool {
        expire(at: now)
        guard opening == nil else { return false }
        opening = Opening(end: now + Self.lifetime, onlyOrigin: onlyOrigin)
        outcome = nil
        return true
    }

    /// Closes it; a window that is closed keeps the outcome that it has.
    public mutating func close(_ outcome: Outcome, at now: ContinuousClock.Instant) {
        expire(at: now)
        if opening != nil { end(outcome) }
    }

    /// Whether a page of this origin may ask now: the window is open, and no other page has asked in it.
    public mutating func admits(origin: String, at now: ContinuousClock.Instant) -> Bool {
        expire(at: now)
        return opening?.admits(origin) ?? false
    }

    /// A page asks: from now on it is the only one that may. False when it may not.
    public mutating func ask(_ asking: Asking, at now: ContinuousClock.Instant) -> Bool {
        guard admits(origin: asking.origin, at: now) else { return false }
        opening?.asking = asking
        return true
    }

    /// A page presents the code that its person was shown; `isCode` compares it with the right one. What is not this page's, or
    /// not its latest asking, counts no try.
    public mutating func present(
        pairingId: String, origin: String, at now: ContinuousClock.Instant, isCode: (String) -> Bool
    ) -> Verdict {
        expire(at: now)
        guard let current = opening, let asking = current.asking, asking.origin == origin,
            asking.pairingId == pairingId
        else { return .closed }
        guard !isCode(asking.code) else {
            end(.paired)
            return .paired(asking)
        }
        let left = current.triesLeft - 1
        opening?.triesLeft = left
        if left == 0 { end(.wrongCodes) }
        return .wrong(triesLeft: left)
    }

    /// The client of a right code could not be stored.
    public mutating func fail() {
        if opening == nil, outcome == .paired { outcome = .failed }
    }

    /// What a person may see now.
    public mutating func overview(at now: ContinuousClock.Instant) -> Overview {
        expire(at: now)
        guard let opening else { return .closed(outcome) }
        let seconds = Int(((opening.end - now) / .seconds(1)).rounded(.up))
        return .open(
            secondsLeft: seconds, triesLeft: opening.triesLeft, onlyOrigin: opening.onlyOrigin, asking: opening.asking)
    }

    private mutating func expire(at now: ContinuousClock.Instant) {
        if let opening, now >= opening.end { end(.expired) }
    }

    /// What was asked is forgotten, its code with it.
    private mutating func end(_ outcome: Outcome) {
        opening = nil
        self.outcome = outcome
    }
}
