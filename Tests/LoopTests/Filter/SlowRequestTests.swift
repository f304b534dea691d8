import CardSimulator
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// Requests that never end: each is dropped, and meanwhile everybody else is served.
    @Suite(.sandbox) struct SlowRequestTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        /// What is sent at once, and what drips after it.
        struct Drip: Sendable {
            let name: String
            let begin: String
            let piece: String
        }

        private func drips() -> [Drip] {
            let host = "Host: 127.0.0.1:\(desk.client.port)\r\n"
            let token = "Authorization: Bearer \(desk.client.token ?? "")\r\nContent-Type: application/json\r\n"
            let post = "POST /v1/ins/vitale HTTP/1.1\r\n" + host
            return [
                Drip(name: "a target", begin: "GET /", piece: "a"),
                Drip(name: "a header", begin: "GET /v1/state HTTP/1.1\r\nX: ", piece: "a"),
                Drip(name: "headers", begin: "GET /v1/state HTTP/1.1\r\n" + host, piece: "X: y\r\n"),
                Drip(name: "empty lines", begin: "\r\n", piece: "\r\n"),
                Drip(name: "a body", begin: post + token + "Content-Length: 60000\r\n\r\n", piece: " "),
                Drip(name: "a body without a token", begin: post + "Content-Length: 60000\r\n\r\n", piece: " "),
                Drip(name: "chunks", begin: post + token + "Transfer-Encoding: chunked\r\n\r\n", piece: "1\r\n \r\n"),
                Drip(
                    name: "chunks without a token", begin: post + "Transfer-Encoding: chunked\r\n\r\n",
                    piece: "1\r\n \r\n"),
                Drip(name: "half a header", begin: "GET /v1/state HTTP/1.1\r\nHost", piece: ""),
                Drip(name: "half a body", begin: post + token + "Content-Length: 6\r\n\r\n{", piece: ""),
                Drip(name: "half a chunk", begin: post + token + "Transfer-Encoding: chunked\r\n\r\n5\r\n{", piece: ""),
                Drip(
                    name: "a second request",
                    begin: "GET /healthz HTTP/1.1\r\n" + host + "\r\nGET /healthz HTTP/1.1\r\n",
                    piece: "X: y\r\n"),
            ]
        }

        @Test func eachIsDroppedAndTheOthersAreServed() async throws {
            try await desk.clear()
            try await desk.sandbox.insertPatient(Fixtures.family)
            let cards = desk.sandbox.patientSlot.commandCount
            let port = desk.client.port
            try await withThrowingTaskGroup(of: Void.self) { group in
                for drip in drips() {
                    group.addTask {
                        let connection = try HeldConnection(Array(drip.begin.utf8), port)
                        #expect(try await connection.isOver(dripping: drip.piece, within: 40), "\(drip.name)")
                    }
                }
                for _ in 1...20 { #expect(try await desk.client.request("GET", "/v1/state").status == 200) }
                try await group.waitForAll()
            }
            #expect(desk.sandbox.patientSlot.commandCount == cards && desk.sandbox.service.callCount == 0)
            #expect(await desk.client.isHealthy(), "port \(port)")
        }
    }
}
