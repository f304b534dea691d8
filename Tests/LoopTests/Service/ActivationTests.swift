import CardSimulator
import Foundation
import SandboxKit
import Testing

extension Loop {
    /// The agent on sockets that somebody else holds.
    @Suite(.sandbox) struct ActivationTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        private static func health(port: Int, ipv6: Bool = false) -> [UInt8] {
            AgentClient(port: port, token: nil).bytes("GET", "/healthz", ipv6: ipv6)
        }

        @Test func whoConnectsBeforeTheAgentRunsIsAnswered() async throws {
            let host = try ServiceHost(desk)
            let early = try HeldConnection(Self.health(port: host.port), host.port)
            let agent = try host.start()
            #expect(try await early.head().hasPrefix("HTTP/1.1 200 "))
            try await host.ready()
            if Processes.hasIPv6 {
                let answer = try await RawHTTP.exchange(
                    AgentClient(port: host.port, token: nil).bytes(
                        "GET", "/healthz", headers: [("Connection", "close")], ipv6: true), port: host.port, ipv6: true)
                #expect(answer.status == 200)
            }
            #expect(try await host.client().state().patient.status == "absent")
            agent.stop()
            #expect(FileManager.default.fileExists(atPath: host.socket), "the file of the socket is not the agent's")
        }

        @Test func aKilledAgentIsStartedAnewOnTheSameSocketsAndWhoFollowsIsToldInFullAtOnce() async throws {
            try await desk.clear()
            let host = try ServiceHost(desk)
            let first = try host.start()
            try await host.ready()
            let client = try await host.client()
            let state = try await client.state()
            let waiting = try client.longPoll(after: state["tag"]?.text ?? "")
            // Connections are taken in order: the one that waits was taken before this one.
            _ = try await client.state()
            first.signal(SIGKILL)
            #expect(try await waiting.isOver())
            let killed = ContinuousClock.now
            let tag = state["tag"]?.text ?? ""
            let next = try HeldConnection(client.bytes("GET", "/v1/state?after=\(tag)&wait=60"), host.port)
            let second = try host.start()
            let answer = try await next.body(holding: "\"revision\"")
            let elapsed = ContinuousClock.now - killed
            print("killed, started anew, long-poll answered after \(elapsed / .milliseconds(1)) ms")
            #expect(elapsed < .seconds(5))
            #expect(answer.contains("\"readers\""))
            #expect(!answer.contains(tag))
            try await host.ready()
            #expect(try await client.state().patient.status == "absent")
            second.stop()
        }

        @Test(arguments: [[ServiceHost.Passed.ipv4], [.ipv6], [.unix], [.ipv4, .unix], []])
        func whatIsNotPassedIsOpened(_ passed: [ServiceHost.Passed]) async throws {
            let host = try ServiceHost(desk, passing: Set(passed))
            let agent = try host.start()
            try await host.ready()
            let client = try await host.client()
            if passed.contains(.ipv4) { #expect(client.port == host.port) }
            #expect(try await client.request("GET", "/healthz").status == 200)
            if Processes.hasIPv6 {
                #expect(try await client.request("GET", "/healthz", ipv6: true).status == 200)
            }
            agent.stop()
        }

        @Test func socketsOfAnotherProcessAreNotTaken() async throws {
            let host = try ServiceHost(desk, passing: [.unix])
            let other = try ListeningSocket.ipv4()
            defer { close(other) }
            try FileManager.default.removeItem(atPath: host.socket)
            let agent = try host.start(on: [other], environment: ["LISTEN_PID=1"])
            try await host.ready()
            #expect(try await host.client().port != ListeningSocket.port(of: other))
            agent.stop()
        }

        /// What the units could do wrong.
        enum Fault: String, CaseIterable {
            case everyAddress = "jamais le réseau"
            case otherLoopback = "127.0.0.2"
            case datagrams = "de type flux"
            case silent = "n'écoute pas"
            case twice = "transmise deux fois"
            case otherPort = "la configuration dit Port="
            case otherPath = "la configuration dit Socket="
            case missing = "prise transmise"
            case noNumber = "LISTEN_FDS"

            func sockets(in host: ServiceHost) throws -> [Int32] {
                switch self {
                case .everyAddress: [try ListeningSocket.ipv4(0)]
                case .otherLoopback: [try ListeningSocket.ipv4(0x7F00_0002)]
                case .datagrams: [try ListeningSocket.ipv4(type: SOCK_DGRAM)]
                case .silent: [try ListeningSocket.silent()]
                case .otherPort: [try ListeningSocket.ipv4()]
                case .twice: [try ListeningSocket.ipv4(), try ListeningSocket.ipv4()]
                case .otherPath: [try ListeningSocket.unix(host.folder + "/other.sock")]
                case .missing, .noNumber: []
                }
            }

            var environment: [String] {
                switch self {
                case .missing: ["LISTEN_FDS=50"]
                case .noNumber: ["LISTEN_FDS=deux"]
                default: []
                }
            }
        }

        @Test(arguments: Fault.allCases)
        func anySocketThatIsNoneOfOursEndsTheStartWithASentence(_ fault: Fault) async throws {
            let host = try ServiceHost(desk, passing: []) { text in
                text.replacing("Port=0", with: fault == .otherPort ? "Port=14674" : "Port=0")
            }
            let sockets = try fault.sockets(in: host)
            defer { for socket in sockets { close(socket) } }
            let agent = try host.start(on: sockets, environment: fault.environment)
            try await Waiting.until("the agent ends", within: 10) { agent.exitStatus() != nil }
            #expect(agent.exitStatus() == 78)
            #expect(host.log.contains(fault.rawValue), "\(host.log)")
        }

        @Test func whoWaitsWhileTheConfigurationIsWrongIsLetGoAndDoesNotStartTheAgentForEver() async throws {
            let host = try ServiceHost(desk) { $0 + "Prxy=http://a\n" }
            let waiting = try HeldConnection(Self.health(port: host.port), host.port)
            let agent = try host.start()
            #expect(try await waiting.isOver())
            try await Waiting.until("the agent ends", within: 10) { agent.exitStatus() != nil }
            #expect(agent.exitStatus() == 78)
            #expect(host.log.contains("clé inconnue « Prxy »"), "\(host.log)")
            // The port is still held, and whoever connects now waits for the next start.
            let next = try HeldConnection(Self.health(port: host.port), host.port)
            #expect(try await !next.isOver(within: 0.2))
        }

        @Test func aPathThatOnlyEndsLikeTheConfiguredOneIsAnother() async throws {
            let host = try ServiceHost(desk, passing: []) { text in
                text.replacing(#/Socket=.*/#, with: "Socket=/agent.sock")
            }
            let other = try ListeningSocket.unix(host.folder + "/agent.sock")
            defer { close(other) }
            let agent = try host.start(on: [other])
            try await Waiting.until("the agent ends", within: 10) { agent.exitStatus() != nil }
            #expect(agent.exitStatus() == 78)
            #expect(host.log.contains("systemctl restart insi-agent.socket insi-agent.service"), "\(host.log)")
        }

        @Test(.enabled(if: geteuid() == 0, "only root can become another user"))
        func peersAreThemselvesOnPassedSockets() async throws {
            let host = try ServiceHost(desk)
            let agent = try host.start()
            try await host.ready()
            let client = try await host.client()
            let theirs = try await Program.run(
                "insi-agent",
                ["client", "add", "--name", "nobody", "--user", "65534", "--scope", "status", "--socket", host.socket])
            let bearer = ["--header", "Authorization: Bearer \(theirs.lines.first ?? "")"]
            let ours = ["--header", "Authorization: Bearer \(client.token ?? "")"]
            let unix = ["--unix-socket", host.socket, "http://localhost/v1/state"]
            var tcp = [["http://127.0.0.1:\(host.port)/v1/state"]]
            if Processes.hasIPv6 { tcp.append(["http://[::1]:\(host.port)/v1/state"]) }
            #expect(try await Self.curl(as: "65534", unix) == "401")
            #expect(try await Self.curl(as: "0", unix) == "200")
            for address in tcp {
                #expect(try await Self.curl(as: "65534", address + bearer) == "200")
                #expect(try await Self.curl(as: "0", address + bearer) == "403")
                #expect(try await Self.curl(as: "65534", address + ours) == "403")
                #expect(try await Self.curl(as: "0", address + ours) == "200")
            }
            agent.stop()
        }

        /// The status that curl gets as this user.
        private static func curl(as user: String, _ arguments: [String]) async throws -> String {
            let identity = ["--reuid=\(user)", "--regid=\(user)", "--clear-groups"]
            let common = [
                "curl", "--silent", "--max-time", "10", "--output", "/dev/null", "--write-out", "%{http_code}",
            ]
            return try await Program.run("/usr/bin/setpriv", identity + common + arguments).lines.first ?? ""
        }
    }
}
