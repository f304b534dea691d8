import SandboxKit
import Testing

extension Loop {
    /// The attack table: each row against the real agent over a bare socket, at a desk where whatever slips through acts. A Vitale
    /// card of two people is in place, the professional's PIN is accepted, and one search only waits for the choice of a person.
    @Suite(.sandbox) struct AttackTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        static let groups: [(name: String, rows: [FilterRow])] = [
            ("row 1, targets", FilterRow.targets), ("row 1, request lines", FilterRow.requestLines),
            ("row 1, lengths", FilterRow.lengths), ("row 1, chunks", FilterRow.chunks),
            ("row 1, headers", FilterRow.headerForms), ("row 1, sizes", FilterRow.sizes),
            ("row 2, hosts", FilterRow.hosts), ("row 3, origins", FilterRow.origins),
            ("row 3, strangers", FilterRow.strangers), ("row 4, sites", FilterRow.sites),
            ("row 5, methods", FilterRow.methods), ("row 6, content types", FilterRow.types),
            ("row 7, callers", FilterRow.callers), ("row 7, ended tokens", FilterRow.ended),
            ("row 8, bindings", FilterRow.bindings + FilterRow.opened), ("row 9, rights", FilterRow.rights),
            ("row 10, cards", FilterRow.cards), ("paths", FilterRow.paths),
            ("session codes", FilterRow.sessionCodes), ("pairing, window closed", FilterRow.closedWindow),
        ]

        @Test func everyRowGetsItsAnswerAndNothingRuns() async throws {
            let bench = try await AttackBench(desk)
            let before = try await bench.work()
            try await bench.run("pairing, window open", FilterRow.openWindow)
            try await bench.closeWindow()
            for (name, rows) in Self.groups { try await bench.run(name, rows) }
            try await bench.run("the contract", try await bench.contractRows())
            #expect(bench.count >= 60)
            let kinds = bench.counts.map { "\($0.rows) \($0.group)" }.joined(separator: "; ")
            print("attack table: \(bench.count) rows: \(kinds)")
            let attacked = try await bench.work()
            #expect(attacked == before, "no row may reach a card or the service")
            #expect(try await desk.client.state().ins.status == "waitingForBeneficiary")

            let answer = try await bench.search()
            #expect(answer.status == 200 && answer.json?.status == "found")
            let after = try await bench.work()
            #expect(after.insiCalls == attacked.insiCalls + 1, "the one request that is right is counted")
            #expect(after.callsReceived == attacked.callsReceived + 1)
            #expect(after.cardCommands > attacked.cardCommands)
            #expect(after.patientCommands > attacked.patientCommands)
            #expect(after.professionalCommands > attacked.professionalCommands)
        }
    }
}
