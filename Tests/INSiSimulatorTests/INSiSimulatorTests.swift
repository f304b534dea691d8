import Cryptography
import Foundation
import HTTPS
import HealthIdentity
import INSi
import Logging
import ServiceLifecycle
import Testing

@testable import INSiSimulator

@Suite(.timeLimit(.minutes(2))) struct INSiSimulatorTests {
    private let pki: TestPKI

    init() throws {
        pki = try TestPKI.shared.get()
    }

    /// Runs a service with the real client in front of it, and ends it.
    private func withService(
        unknown: UnknownPerson = .returnCode01, style: PrefixStyle = .env, record: String? = nil,
        anchors: Certificate? = nil, timeout: Duration = .seconds(20),
        _ body: (INSiSimulator, INSiClient) async throws -> Void
    ) async throws {
        let simulator = INSiSimulator(
            configuration: SimulatorConfiguration(
                certificatePEM: pki.serverPEM, keyPEM: pki.serverKeyPEM, trustedCAs: [pki.authority],
                recordFolder: record,
                unknownPerson: unknown, prefixStyle: style))
        let transport = HTTPSClient(
            configuration: HTTPSConfiguration(
                trustAnchors: Array((anchors ?? pki.authority).pem.utf8), totalTimeout: timeout))
        let group = ServiceGroup(configuration: .init(services: [simulator], logger: Logger(label: "test")))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await simulator.port)
            let endpoint = ServiceEndpoint(url: "https://127.0.0.1:\(port)/lps")
            try await body(simulator, INSiClient(endpoint: endpoint, transport: transport))
            await group.triggerGracefulShutdown()
        }
    }

    /// What a search comes to.
    private func outcome(_ client: INSiClient, _ search: VitaleSearch) async throws -> Result<INSiAnswer, INSiError> {
        let assertion = try pki.card.assertion()
        do throws(INSiError) {
            return .success(
                try await client.call(
                    .vitale(search), by: .cpx(assertion, vitale: nil), context: Requests.context,
                    messageID: MessageID.new()))
        } catch {
            return .failure(error)
        }
    }

    private func fault(_ result: Result<INSiAnswer, INSiError>) -> SOAPFault? {
        if case .failure(.fault(let fault)) = result { fault } else { nil }
    }

    @Test(arguments: PrefixStyle.allCases)
    func `the real client finds one, none and several, in each prefix style`(style: PrefixStyle) async throws {
        try await withService(style: style) { simulator, client in
            let found = try await outcome(client, Requests.adrdeux()).get()
            #expect(found.returnCode == .found)
            #expect(found.content.label == "OK")
            #expect(found.identity?.active.matricule.number == "1810163220751")
            #expect(found.identity?.active.key == "40")
            #expect(found.identity?.traits.givenNames == "LAURENT")
            let child = try await outcome(client, Requests.search("1810163220751", "2012-05-14")).get()
            #expect(child.identity?.traits.givenNames == "LEA MARIE")
            let history = try await outcome(client, Requests.search("1090763220834", "2009-07-14")).get()
            #expect(history.identity?.history.map(\.from) == ["2019-03-01"])
            let temporary = try await outcome(client, Requests.search("1090763220888", "2009-07-01")).get()
            #expect(temporary.identity?.active.kind == .nia)
            let several = try await outcome(client, Requests.search("1140263220833", "2014-02-01")).get()
            #expect(several.returnCode == .several && several.identity == nil)
            let none = try await outcome(client, Requests.search("1810163220751", "1999-01-01")).get()
            #expect(none.returnCode == .none && none.content.label == "Aucune identite trouvee")
            #expect(simulator.callCount == 6)
        }
    }

    @Test func `unknown persons are insi_102 when so configured`() async throws {
        try await withService(unknown: .fault102) { _, client in
            let fault = fault(try await outcome(client, Requests.search("1810163220751", "1999-01-01")))
            #expect(fault?.code == "insi_102")
            #expect(fault?.messageID?.hasPrefix("uuid:") == true)
        }
    }

    @Test func `every fault of the service reaches the caller as what it is`() async throws {
        try await withService { simulator, client in
            for mode in Mode.Fault.allCases {
                simulator.set(.fault(mode))
                #expect(fault(try await outcome(client, Requests.adrdeux()))?.code == mode.rawValue)
            }
            simulator.set(.faultWithoutDetail)
            let bare = fault(try await outcome(client, Requests.adrdeux()))
            #expect(bare?.code == nil && bare?.subcode == "siram_40" && bare?.side == .receiver)
            simulator.set(.html200)
            #expect(
                try await outcome(client, Requests.adrdeux()) == .failure(.unreadableAnswer(status: 200, what: "XML")))
            simulator.set(.empty500)
            let empty = try await outcome(client, Requests.adrdeux())
            #expect(empty == .failure(.unreadableAnswer(status: 500, what: "empty body")))
            simulator.set(.unavailable)
            let unavailable = try await outcome(client, Requests.adrdeux())
            #expect(unavailable == .failure(.unavailable(status: 503)))
            simulator.set(.truncated)
            let truncated = try await outcome(client, Requests.adrdeux())
            #expect(truncated == .failure(.transport(.closed(code: 18, connected: true))))
            simulator.set(.normal)
            let found = try await outcome(client, Requests.adrdeux()).get()
            #expect(found.returnCode == .found)
        }
    }

    @Test func `a reset and an answer too long reach the caller once`() async throws {
        try await withService { simulator, client in
            for mode in [Mode.resetBeforeAnswer, .resetAfterHeaders] {
                simulator.set(mode, for: 1)
                guard
                    case .failure(.transport(.closed(_, connected: true))) = try await outcome(
                        client, Requests.adrdeux())
                else {
                    Issue.record("\(mode)")
                    return
                }
            }
            simulator.set(.oversized, for: 1)
            #expect(try await outcome(client, Requests.adrdeux()) == .failure(.transport(.tooLarge)))
            #expect(try await outcome(client, Requests.adrdeux()).get().returnCode == .found)
        }
    }

    @Test func `a dripping service is waited for, then given up`() async throws {
        try await withService { simulator, client in
            simulator.set(.drip(.milliseconds(100)))
            let found = try await outcome(client, Requests.adrdeux()).get()
            #expect(found.returnCode == .found)
        }
        try await withService(timeout: .milliseconds(400)) { simulator, client in
            simulator.set(.drip(.seconds(5)))
            let late = try await outcome(client, Requests.adrdeux())
            #expect(late == .failure(.transport(.timeout(connected: true))))
        }
    }

    @Test func `quirks, style and the unknown person change while it runs`() async throws {
        try await withService { simulator, client in
            simulator.set(quirks: [.temporaryNumber])
            simulator.add(.otherGivenNames)
            simulator.set(style: .unusual)
            let odd = try await outcome(client, Requests.adrdeux()).get().identity
            #expect(odd?.active.kind == .nia && odd?.traits.givenNames == "GONTRAN HECTOR")
            simulator.set(quirks: [])
            let even = try await outcome(client, Requests.adrdeux()).get().identity
            #expect(even?.active.kind == .nir && even?.traits.givenNames == "LAURENT")
            simulator.set(unknownPerson: .fault102)
            let unknown = fault(try await outcome(client, Requests.search("1810163220751", "1999-01-01")))
            #expect(unknown?.code == "insi_102")
        }
    }

    @Test func `a slow service is waited for, then given up`() async throws {
        try await withService { simulator, client in
            simulator.set(.slow(.milliseconds(50)))
            let found = try await outcome(client, Requests.adrdeux()).get()
            #expect(found.returnCode == .found)
        }
        try await withService(timeout: .milliseconds(400)) { simulator, client in
            simulator.set(.slow(.seconds(2)))
            let late = try await outcome(client, Requests.adrdeux())
            #expect(late == .failure(.transport(.timeout(connected: true))))
        }
    }

    @Test func `a server of another authority is refused`() async throws {
        let key = pki.card.key
        let other = try CertificateIssuer.selfSigned(TestPKI.template("Other", serial: 8), key: key)
        try await withService(anchors: other) { simulator, client in
            guard case .failure(.transport(.certificateRefused(60, _))) = try await outcome(client, Requests.adrdeux())
            else {
                Issue.record("not refused")
                return
            }
            #expect(simulator.callCount == 0)
        }
    }

    @Test func `each message is kept in a file of its own`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await withService(record: folder.path) { simulator, client in
            _ = try await outcome(client, Requests.adrdeux()).get()
            simulator.set(.empty500)
            _ = try await outcome(client, Requests.adrdeux())
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["0001-answer.xml", "0001-request.xml", "0002-request.xml"])
        let request = try String(contentsOf: folder.appendingPathComponent("0001-request.xml"), encoding: .utf8)
        let answer = try String(contentsOf: folder.appendingPathComponent("0001-answer.xml"), encoding: .utf8)
        #expect(request.hasPrefix("<?xml") && request.hasSuffix("</soap:Envelope>"))
        #expect(answer.hasPrefix("<?xml") && answer.contains("<CodeCR>00</CodeCR>"))
    }

    @Test func `other paths and methods are not found and not counted`() async throws {
        let simulator = INSiSimulator(
            configuration: SimulatorConfiguration(
                certificatePEM: "none", keyPEM: pki.serverKeyPEM, trustedCAs: [pki.authority]))
        await #expect(throws: (any Error).self) { try await simulator.run() }
        #expect(await simulator.port == nil)
        try await withService { simulator, _ in
            let client = HTTPSClient(configuration: HTTPSConfiguration(trustAnchors: Array(pki.authority.pem.utf8)))
            let port = try #require(await simulator.port)
            #expect(try await client.post("https://127.0.0.1:\(port)/other", headers: [], body: []).status == 404)
            #expect(simulator.callCount == 0)
        }
    }
}
