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

    private static let pauseAfterFailure: Int64 = 300
    private static let mostTriesWithoutCall = 5

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

    /// Notes what came of a line. A service that was out of reach costs nothing of the day and rests the whole book for five
    /// minutes: only the 24 hours end that.
    mutating func end(_ place: Place, _ result: Result<Outcome, AgentError>, at now: Int64) {
        let isOutOfReach = if case .failure(let error) = result { error.mayBeAskedAgain } else { false }
        if isOutOfReach {
            count = max(0, count - 1)
            resumesAt = now + Self.pauseAfterFailure
        }
        change(place) { line in
            switch result {
            case .success(.search(let state)): (line.status, line.result, line.problem) = (.done, state, nil)
            case .success(.verification(let verification)):
                (line.status, line.verification, line.problem) = (.done, verification, nil)
            case .failure(let error):
                line.problem = error
                line.status = isOutOfReach ? .waiting : .failed
            }
        }
    }

    /// A line whose call never began, since nobody could answer for it: it waits on, uncounted.
    mutating func giveBack(_ place: Place, _ problem: AgentError) {
        count = max(0, count - 1)
        change(place) { line in
            line.status = .waiting
            line.tries -= 1
            line.problem = problem
        }
    }

    /// A line whose call never began for a reason of the moment, such as a reader that is busy: later again, five times.
    mutating func postpone(_ place: Place, _ problem: AgentError, at now: Int64) {
        count = max(0, count - 1)
        change(place) { line in
            line.problem = problem
            line.status = line.tries < Self.mostTriesWithoutCall ? .waiting : .failed
            line.notBefore = now + Self.pauseAfterFailure
        }
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
    enum Outcome {
        case search(INSState)
        case verification(Agent.Verification)
    }

    private mutating func change(_ place: Place, _ body: (inout WorkList.Line) -> Void) {
        change(place.list) { list in
            if list.lines.indices.contains(place.line) { body(&list.lines[place.line]) }
        }
    }

    private static func day(_ now: Int64) -> Int64 { now / 86_400 }

    private static func tomorrow(_ now: Int64) -> Int64 { (day(now) + 1) * 86_400 }
}
