import NIOCore
import Synchronization
import Testing

@testable import AgentCore
@testable import AgentHTTP

@Suite("A stream of states")
struct EventStreamTests {
    private let store = StateStore()
    private let documents: StateDocuments

    init() {
        documents = StateDocuments(
            agent: AgentDescription(version: "1", instance: "instance", configuration: Configuration()), store: store)
    }

    private func stream(
        heartbeat: Duration = .seconds(3600), isAllowed: @escaping @Sendable () -> Bool = { true }
    ) throws -> EventStream {
        EventStream(
            documents: documents, follower: try store.follow(), scopes: [.status, .patient], isAllowed: isAllowed,
            heartbeat: heartbeat)
    }

    /// Ends a stream once it has sent so many pieces, and gives them.
    private func pieces(
        _ count: Int, of stream: EventStream, after known: UInt64?, _ during: (Int) -> Void = { _ in }
    ) async throws -> [String] {
        var sent: [String] = []
        try await stream.run(after: known) { buffer in
            sent.append(String(buffer: buffer))
            during(sent.count)
            if sent.count == count { stream.follower.end() }
        }
        return sent
    }

    @Test("begins with the current state, on one line, under its tag")
    func begin() async throws {
        store.update { $0.readers = [ReaderState(name: "two\nlines\r\ndata: x")] }
        let sent = try await pieces(1, of: stream(), after: nil)
        let text = try #require(sent.first)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5 && lines[3].isEmpty && lines[4].isEmpty)
        #expect(lines[0] == "event: state")
        #expect(lines[1] == "id: instance.2.3")
        #expect(lines[2].hasPrefix(#"data: {"agent":"#) && lines[2].contains(#""tag":"instance.2.3""#))
        #expect(!text.unicodeScalars.contains("\r"))
    }

    @Test("sends nothing that is known, then the next state")
    func known() async throws {
        let sent = try await withThrowingTaskGroup(of: [String].self) { group in
            let stream = try stream()
            group.addTask { try await pieces(1, of: stream, after: 1) }
            store.update { $0.readerServiceAvailable = true }
            return try await group.next()
        }
        #expect(sent?.count == 1)
        #expect(sent?.first?.contains("id: instance.2.3\n") == true)
    }

    @Test("keeps nothing for a client that is slow: what comes next is the newest")
    func coalescing() async throws {
        let sent = try await pieces(2, of: stream(), after: nil) { count in
            guard count == 1 else { return }
            for status in [PatientState.Status.reading, .ready, .absent, .unreadable] {
                store.update { $0.patient.status = status }
            }
        }
        #expect(sent.count == 2)
        #expect(sent[0].contains("id: instance.1.3\n"))
        #expect(sent[1].contains("id: instance.5.3\n") && sent[1].contains("unreadable"))
    }

    @Test("says now and then that it lives")
    func heartbeat() async throws {
        let sent = try await pieces(3, of: stream(heartbeat: .milliseconds(1)), after: 1)
        #expect(sent == [": \n\n", ": \n\n", ": \n\n"])
    }

    @Test("says that the right is gone and ends, before the next state and before the next sign of life")
    func revocation() async throws {
        let isRevoked = Atomic(false)
        for heartbeat in [Duration.seconds(3600), .milliseconds(1)] {
            isRevoked.store(false, ordering: .relaxed)
            let stream = try stream(heartbeat: heartbeat) { !isRevoked.load(ordering: .relaxed) }
            let sent = try await pieces(0, of: stream, after: nil) { _ in
                isRevoked.store(true, ordering: .relaxed)
                if heartbeat > .seconds(1) { store.update { $0.readerServiceAvailable.toggle() } }
            }
            #expect(sent.count == 2 && sent[0].hasPrefix("event: state\n"))
            let end = try #require(sent.last)
            #expect(end.hasPrefix("event: problem\ndata: {") && end.hasSuffix("}\n\n"))
            #expect(end.contains(#""code":"request.unauthenticated""#) && end.contains(#""status":401"#))
        }
    }

    @Test("ends with its follower, with its task, and with the error of a client that is gone")
    func end() async throws {
        let ended = try stream()
        ended.follower.end()
        #expect(try await pieces(1, of: ended, after: nil) == [])
        let stream = try stream()
        let task = Task { try await pieces(1, of: stream, after: 1) }
        task.cancel()
        #expect(try await task.value == [])
        await #expect(throws: ChannelError.self) {
            try await stream.run(after: nil) { _ in throw ChannelError.ioOnClosedChannel }
        }
    }

    @Test("writes a state once for all who may see the same, and keeps nothing of one that is over")
    func writing() throws {
        let former = store.current
        let first = try documents.document(former, [.status])
        #expect(try documents.document(former, [.status]) == first && documents.count == 1)
        #expect(try documents.document(former, [.status], as: .flat) != first)
        #expect(try documents.document(former, [.status, .ins]) != first && documents.count == 3)
        store.update { $0.readerServiceAvailable = true }
        #expect(documents.count == 0)
        #expect(try documents.document(former, [.status]) == first && documents.count == 0)
        #expect(try documents.document(store.current, [.status]) != first && documents.count == 1)
    }
}
