import AgentTestKit
import Testing

@testable import AgentCore

@Suite struct StateFollowerTests {
    private let store = StateStore()

    @Test("The first look is answered at once, the next when the state has changed, or when the time is over")
    func next() async throws {
        let follower = try store.follow()
        #expect(await follower.next(after: nil, for: .seconds(3600))?.revision == 1)
        #expect(await follower.next(after: 1, for: .milliseconds(1))?.revision == 1)
        store.update { $0.readerServiceAvailable = true }
        #expect(await follower.next(after: 1, for: .seconds(3600))?.revision == 2)
    }

    @Test("Of many changes only the last is seen")
    func newest() async throws {
        let follower = try store.follow()
        for status in [PatientState.Status.reading, .ready, .absent] { store.update { $0.patient.status = status } }
        let snapshot = await follower.next(after: 1, for: .seconds(3600))
        #expect(snapshot?.revision == 4 && snapshot?.state.patient.status == .absent)
    }

    @Test("An ended follower comes back with nothing, now and later", arguments: [true, false])
    func end(_ isEarly: Bool) async throws {
        let follower = try store.follow()
        if isEarly { follower.end() }
        async let next = follower.next(after: 1, for: .seconds(3600))
        follower.end()
        follower.end()
        #expect(await next == nil)
        #expect(await follower.next(after: nil, for: .seconds(3600)) == nil)
        store.update { $0.readerServiceAvailable = true }
        #expect(await follower.next(after: 1, for: .seconds(3600)) == nil)
    }

    @Test("A cancelled task has nobody to tell")
    func cancellation() async throws {
        let follower = try store.follow()
        let task = Task { await follower.next(after: 1, for: .seconds(3600))?.revision }
        task.cancel()
        #expect(await task.value == nil)
        #expect(await follower.next(after: nil, for: .zero)?.revision == 1)
    }

    @Test("Followers and waiters share 512 places; a follower holds its own between two looks, until it is let go")
    func places() async throws {
        var followers = try (0..<512).map { _ in try store.follow() }
        for follower in followers { #expect(await follower.next(after: nil, for: .zero) != nil) }
        #expect(throws: AgentError(.waitersExhausted)) { try store.follow() }
        await #expect(throws: AgentError(.waitersExhausted)) { try await store.wait(after: 1, for: .zero) }
        let desk = try (0..<64).map { _ in try store.follow(fromDesk: true) }
        #expect(throws: AgentError(.waitersExhausted)) { try store.follow(fromDesk: true) }
        followers[0].end()
        #expect(throws: AgentError(.waitersExhausted)) { try store.follow() }
        followers.removeFirst()
        #expect(throws: AgentError(.waitersExhausted)) { try store.follow() }
        #expect(try await store.follow(fromDesk: true).next(after: nil, for: .zero) != nil)
        withExtendedLifetime(desk) {}
    }

    @Test("A place that was let go is there again")
    func freed() async throws {
        let store = StateStore()
        var followers = try (0..<512).map { _ in try store.follow() }
        followers.removeFirst()
        let follower = try store.follow()
        #expect(throws: AgentError(.waitersExhausted)) { try store.follow() }
        #expect(await follower.next(after: nil, for: .zero) != nil)
        followers.removeAll()
        #expect(try await store.wait(after: 1, for: .zero).revision == 1)
    }

    @Test("A change wakes all who follow, again and again")
    func crowd() async throws {
        let revisions = Watched([UInt64](repeating: 0, count: 100))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<100 {
                let follower = try store.follow()
                group.addTask {
                    var known: UInt64?
                    while known != 20, let next = await follower.next(after: known, for: .seconds(60)) {
                        known = next.revision
                        revisions.update { $0[index] = next.revision }
                    }
                }
            }
            for revision in 2...20 {
                store.update { $0.readerServiceAvailable.toggle() }
                #expect(await revisions.wait { $0.allSatisfy { $0 == UInt64(revision) } })
            }
            try await group.waitForAll()
        }
    }
}
