import AgentTestKit
import Testing

@testable import AgentCore

@Suite struct StateStoreTests {
    @Test("A change is one revision, an equal value is none")
    func revisions() {
        let store = StateStore()
        #expect(store.current.revision == 1)
        store.update { state in
            state.readerServiceAvailable = true
            state.patient.status = .reading
        }
        #expect(store.current.revision == 2)
        store.update { $0.readerServiceAvailable = true }
        #expect(store.current.revision == 2)
    }

    @Test("Whoever knows another revision is answered at once", arguments: [0, 2, UInt64.max])
    func other(_ revision: UInt64) async throws {
        #expect(try await StateStore().wait(after: revision, for: .seconds(3600)).revision == 1)
    }

    @Test("A change wakes everybody who waits")
    func change() async throws {
        let store = StateStore()
        let woken = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for _ in 0..<20 {
                group.addTask { try await store.wait(after: 1, for: .seconds(3600)).revision }
            }
            store.update { $0.readerServiceAvailable = true }
            return try await group.reduce(into: Set<UInt64>()) { $0.insert($1) }
        }
        #expect(woken == [2])
    }

    @Test("Whoever is between two waits is woken too, once")
    func wakingOfTheIdle() async throws {
        let store = StateStore()
        let follower = try store.follow()
        store.wakeAll()
        store.wakeAll()
        #expect(await follower.next(after: 1, for: .seconds(3600))?.revision == 1)
        let begin = ContinuousClock.now
        #expect(await follower.next(after: 1, for: .milliseconds(20))?.revision == 1)
        #expect(begin.duration(to: .now) >= .milliseconds(20))
    }

    @Test("At the deadline the unchanged state comes back, however short the time is", arguments: [0, 1, 20])
    func deadline(_ milliseconds: Int) async throws {
        let store = StateStore()
        for _ in 0..<50 {
            let snapshot = try await store.wait(after: 1, for: .milliseconds(milliseconds / 10))
            #expect(snapshot.revision == 1)
        }
        let begin = ContinuousClock.now
        _ = try await store.wait(after: 1, for: .milliseconds(milliseconds))
        #expect(begin.duration(to: .now) >= .milliseconds(milliseconds))
    }

    @Test("A cancelled waiter comes back", arguments: [true, false])
    func cancellation(_ isEarly: Bool) async throws {
        let store = StateStore()
        let begun = Watched(false)
        let task = Task {
            if isEarly { while !Task.isCancelled { await Task.yield() } }
            begun.update { $0 = true }
            return try await store.wait(after: 1, for: .seconds(3600)).revision
        }
        if !isEarly { #expect(await begun.wait { $0 }) }
        task.cancel()
        #expect(try await task.value == 1)
    }

    @Test("512 may wait, one more is refused, and a place that becomes free is given again")
    func limit() async throws {
        let store = StateStore()
        let isFull = Watched(0)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<513 {
                group.addTask {
                    do throws(AgentError) {
                        _ = try await store.wait(after: 1, for: .seconds(3600))
                        return true
                    } catch {
                        #expect(error == AgentError(.waitersExhausted))
                        isFull.update { $0 += 1 }
                        return false
                    }
                }
            }
            #expect(await isFull.wait { $0 == 1 })
            await #expect(throws: AgentError(.waitersExhausted)) { try await store.wait(after: 1, for: .seconds(1)) }
            #expect(try await store.wait(after: 0, for: .seconds(1)).revision == 1)
            store.update { $0.readerServiceAvailable = true }
            let served = try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            #expect(served == 512)
        }
        #expect(try await store.wait(after: 2, for: .milliseconds(1)).revision == 2)
    }
}
