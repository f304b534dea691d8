/// All lists and the count of the day: a value that decides what comes next, and does nothing.
struct WorkListBook: Equatable, Codable {
    /// A line of a list.
    struct Place: Equatable {
        let list: String
        let line: Int
    }

    /// What to do now.
    enum Step: Equatable {
        /// Ask the service.
        case call(Place, WorkList.Question)
        /// Nothing before that time, seconds since 1970 UTC; nil when nothing is left at all.
        case rest(until: Int64?)
    }

    static let pause: Int64 = 300

    private(set) var lists: [WorkList] = []
    private var day: Int64 = 0
    private var count = 0
    /// The service was out of reach: nothing is asked before, seconds since 1970 UTC.
    private var resumesAt: Int64 = 0

    /// Whether there is nothing worth keeping.
    var isEmpty: Bool { lists.isEmpty && count == 0 }

    /// What to do at a time, with so many searches a day.
    func next(at now: Int64, daily: Int) -> Step {
        var earliest = lists.map(\.expiresAt).min()
        guard resumesAt <= now else { return .rest(until: min(earliest ?? .max, resumesAt)) }
        for list in lists where !list.isPaused {
            for (index, line) in list.lines.enumerated() where line.status == .waiting {
                guard line.notBefore <= now else {
                    earliest = min(earliest ?? .max, line.notBefore)
                    continue
                }
                guard used(at: now) < daily else { return .rest(until: min(earliest ?? .max, Self.tomorrow(now))) }
                return .call(Place(list: list.id, line: index), line.question)
            }
        }
        return .rest(until: earliest)
    }

    /// Searches made on the day of that time.
    func used(at now: Int64) -> Int { day == Self.day(now) ? count : 0 }

    mutating func add(_ list: WorkList) { lists.append(list) }

    mutating func remove(_ id: String) { lists.removeAll { $0.id == id } }

    /// Erases what is older than 24 hours; true when there was something.
    mutating func expire(at now: Int64) -> Bool {
        let before = lists.count
        lists.removeAll { $0.expiresAt <= now }
        return lists.count != before
    }

    /// Changes a list that is there.
    mutating func change(_ id: String, _ body: (inout WorkList) -> Void) {
        guard let index = lists.firstIndex(where: { $0.id == id }) else { return }
        body(&lists[index])
    }

    /// Notes that a line's call begins: counted before it is made.
    mutating func begin(_ place: Place, at now: Int64) {
        if day != Self.day(now) { (day, count) = (Self.day(now), 0) }
        count += 1
        change(place) { line in
            line.status = .calling
            line.tries += 1
        }
    }

    /// Notes what came of a line.
    mutating func end(_ place: Place, _ ending: Ending, at now: Int64) {
        switch ending {
        case .done, .failed: break
        case .outOfReach(_, let isCounted):
            resumesAt = now + Self.pause
            if !isCounted { count = max(0, count - 1) }
        case .notBegun, .postponed: count = max(0, count - 1)
        }
        change(place) { $0.end(ending, at: now) }
    }

    /// After a start: calls that were under way when the agent ended may have been made, so that they are not made again.
    mutating func interrupt() {
        for list in lists.indices {
            for line in lists[list].lines.indices where lists[list].lines[line].status == .calling {
                lists[list].lines[line].status = .failed
                lists[list].lines[line].problem = AgentError(.workListInterrupted)
            }
        }
    }

    /// What a line gave.
    enum Outcome: Equatable {
        case search(INSState)
        case verification(Agent.Verification)
    }

    /// How a turn of a line ended.
    enum Ending: Equatable {
        /// With its result.
        case done(Outcome)
        /// Without, for good.
        case failed(AgentError)
        /// The service, or the way to it, does not work: all lists rest for five minutes, and other lines go first. Counted when
        /// the service was reached.
        case outOfReach(AgentError, isCounted: Bool)
        /// No call began, since nobody could answer for it or the agent ends: it waits on.
        case notBegun(AgentError)
        /// No call began for a reason of the moment, such as a reader that is busy.
        case postponed(AgentError)
    }

    private mutating func change(_ place: Place, _ body: (inout WorkList.Line) -> Void) {
        change(place.list) { list in
            if list.lines.indices.contains(place.line) { body(&list.lines[place.line]) }
        }
    }

    private static func day(_ now: Int64) -> Int64 { now / 86_400 }

    private static func tomorrow(_ now: Int64) -> Int64 { (day(now) + 1) * 86_400 }
}

extension WorkList.Line {
    private static let mostSetbacks = 5

    fileprivate mutating func end(_ ending: WorkListBook.Ending, at now: Int64) {
        switch ending {
        case .done(.search(let state)): (status, result, problem) = (.done, state, nil)
        case .done(.verification(let answer)): (status, verification, problem) = (.done, answer, nil)
        case .failed(let error): (status, problem) = (.failed, error)
        case .outOfReach(let error, let isCounted): wait(error, isSetback: isCounted, now)
        case .postponed(let error): wait(error, isSetback: true, now)
        case .notBegun(let error):
            (status, problem) = (.waiting, error)
            tries -= 1
        }
    }

    /// Later again, after those that are not late; five times at most where the service or the desk had a part in it.
    private mutating func wait(_ error: AgentError, isSetback: Bool, _ now: Int64) {
        problem = error
        if isSetback { setbacks += 1 }
        status = setbacks < Self.mostSetbacks ? .waiting : .failed
        notBefore = now + WorkListBook.pause + 1
    }
}
