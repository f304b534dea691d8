import Cryptography
import FoundationEssentials
import HTTPS
import HealthIdentity
import INSi
import Testing

@testable import AgentCore

@Suite struct WorkListBookTests {
    private static let day: Int64 = 20_000 * 86_400

    private func list(_ id: String, lines: Int = 1, at time: Int64 = day) throws -> WorkList {
        let traits = try AgentTraitsTests.traits()
        let line = WorkList.Line(reference: id, question: .search(traits))
        return WorkList(
            id: id, owner: "o", ownerName: "o", createdAt: time, lines: Array(repeating: line, count: lines))
    }

    private func place(_ step: WorkListBook.Step) -> WorkListBook.Place? {
        if case .call(let place, _) = step { place } else { nil }
    }

    @Test("Lines come one after the other, oldest list first, paused ones never")
    func order() throws {
        var book = WorkListBook()
        #expect(book.next(at: Self.day, daily: 100) == .rest(until: nil))
        book.add(try list("a", lines: 2))
        book.add(try list("b"))
        for expected in [("a", 0), ("a", 1), ("b", 0)] {
            let place = try #require(self.place(book.next(at: Self.day, daily: 100)))
            #expect(place == .init(list: expected.0, line: expected.1))
            book.begin(place, at: Self.day)
            book.end(place, .done(.search(INSState())), at: Self.day)
        }
        #expect(book.next(at: Self.day, daily: 100) == .rest(until: Self.day + WorkList.lifetime))
        book.add(try list("c"))
        book.change("c") { $0.isPaused = true }
        #expect(place(book.next(at: Self.day, daily: 100)) == nil)
        book.change("c") { $0.isPaused = false }
        #expect(place(book.next(at: Self.day, daily: 100))?.list == "c")
    }

    @Test("The bound of a day holds until midnight")
    func daily() throws {
        var book = WorkListBook()
        book.add(try list("a", lines: 3, at: Self.day + 80_000))
        for line in 0..<2 {
            let place = WorkListBook.Place(list: "a", line: line)
            book.begin(place, at: Self.day + 80_000)
            book.end(place, .done(.search(INSState())), at: Self.day + 80_000)
        }
        #expect(book.next(at: Self.day + 80_000, daily: 2) == .rest(until: Self.day + 86_400))
        #expect(place(book.next(at: Self.day + 86_400, daily: 2))?.line == 2)
        #expect(book.used(at: Self.day + 80_000) == 2 && book.used(at: Self.day + 86_400) == 0)
    }

    private let down = AgentError(.transport(.unreachable(code: 7)))

    @Test("A way that does not work rests all lists and costs nothing of the day; only the 24 hours end that")
    func unreachable() throws {
        var book = WorkListBook()
        book.add(try list("a"))
        let place = WorkListBook.Place(list: "a", line: 0)
        var now = Self.day
        for attempt in 1...50 {
            #expect(self.place(book.next(at: now, daily: 1)) == place)
            book.begin(place, at: now)
            book.end(place, .outOfReach(down, isCounted: false), at: now)
            #expect(book.lists[0].lines[0].status == .waiting)
            #expect(book.lists[0].lines[0].tries == attempt)
            #expect(book.used(at: now) == 0)
            #expect(book.next(at: now + 299, daily: 1) == .rest(until: now + 300))
            now += 301
        }
    }

    @Test(
        "A line that the service always calls unavailable lets the others go first, and fails after five tries, counted"
    )
    func unavailable() throws {
        var book = WorkListBook()
        book.add(try list("a", lines: 2))
        let first = WorkListBook.Place(list: "a", line: 0)
        book.begin(first, at: Self.day)
        book.end(first, .outOfReach(down, isCounted: true), at: Self.day)
        #expect(self.place(book.next(at: Self.day + 300, daily: 100))?.line == 1)
        var now = Self.day
        for _ in 2...5 {
            now += 301
            book.begin(first, at: now)
            book.end(first, .outOfReach(down, isCounted: true), at: now)
        }
        #expect(book.lists[0].lines[0].status == .failed)
        #expect(book.lists[0].lines[0].problem == down)
        #expect(book.used(at: now) == 5)
    }

    @Test("A reader that is busy postpones a line five times, whatever outages there were")
    func postponed() throws {
        var book = WorkListBook()
        book.add(try list("a"))
        let place = WorkListBook.Place(list: "a", line: 0)
        var now = Self.day
        for _ in 1...7 {
            book.begin(place, at: now)
            book.end(place, .outOfReach(down, isCounted: false), at: now)
            now += 301
        }
        for attempt in 1...5 {
            book.begin(place, at: now)
            book.end(place, .postponed(AgentError(.readerBusy)), at: now)
            #expect(book.lists[0].lines[0].status == (attempt < 5 ? .waiting : .failed))
            #expect(self.place(book.next(at: now, daily: 1)) == nil)
            now += 301
        }
        #expect(book.used(at: now) == 0)
    }

    @Test("A line without anybody to answer for it waits uncounted")
    func nobody() throws {
        var book = WorkListBook()
        book.add(try list("a"))
        let place = WorkListBook.Place(list: "a", line: 0)
        book.begin(place, at: Self.day)
        book.end(place, .notBegun(AgentError(.pinRequired)), at: Self.day)
        #expect(book.used(at: Self.day) == 0)
        #expect(book.lists[0].lines[0].tries == 0)
        #expect(self.place(book.next(at: Self.day, daily: 1)) == place)
    }

    @Test("After 24 hours a list is gone, whatever became of it")
    func expiry() throws {
        var book = WorkListBook()
        book.add(try list("a"))
        let early = book.expire(at: Self.day + WorkList.lifetime - 1)
        #expect(!early)
        let expired = book.expire(at: Self.day + WorkList.lifetime)
        #expect(expired && book.isEmpty)
    }

    @Test("A call that was under way when the agent ended is not made again")
    func interruption() throws {
        var book = WorkListBook()
        book.add(try list("a", lines: 2))
        book.begin(.init(list: "a", line: 0), at: Self.day)
        book.interrupt()
        #expect(book.lists[0].lines.map(\.status) == [.failed, .waiting])
        #expect(book.lists[0].lines[0].problem?.code == "worklist.interrupted")
    }

    @Test("What is stored is sealed, comes back whole, and is refused when a byte differs")
    func store() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lists-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = try SealFile.key(credential: nil, stateDirectory: folder.path, secrets: .ofTests)
        #expect(try SealFile.key(credential: nil, stateDirectory: folder.path, secrets: .ofTests).bytes == key.bytes)
        let store = WorkListStore(directory: folder.path, key: key)
        var book = WorkListBook()
        #expect(try store.load() == book)
        book.add(try list("a", lines: 2))
        book.begin(.init(list: "a", line: 1), at: Self.day)
        try store.save(book)
        #expect(try store.load() == book)
        let file = folder.appending(path: "worklists.sealed")
        let bytes = Array(try Data(contentsOf: file))
        #expect(Data(bytes).firstRange(of: Data("ZZCANARI".utf8)) == nil)
        for index in stride(from: 0, to: bytes.count, by: 37) {
            var changed = bytes
            changed[index] ^= 1
            try Data(changed).write(to: file)
            #expect(try store.load() == nil)
        }
        try store.save(WorkListBook())
        #expect(!FileManager.default.fileExists(atPath: file.path))
        try Data([1, 2, 3]).write(to: folder.appending(path: "seal.key"))
        #expect(throws: AgentError(.storageFailed, underlying: "seal.key")) {
            try SealFile.key(credential: nil, stateDirectory: folder.path, secrets: .ofTests)
        }
    }
}
