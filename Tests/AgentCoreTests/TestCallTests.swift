import Foundation
import HTTPS
import Testing

@testable import AgentCore

@Suite("The call of insi-agent check, and the agent that makes it")
struct TestCallTests {
    private let now: Int64 = 1_795_262_400

    private func configuration(
        _ environment: Configuration.Environment = .test, _ authentication: Configuration.Authentication = .cpx
    ) -> Configuration {
        var configuration = Configuration()
        configuration.environment = environment
        configuration.authentication = authentication
        configuration.billingDefault = Billing(identifier: "991130972", speciality: "01")
        return configuration
    }

    /// A state document as the agent writes it, with a name that must not come out.
    private func agent(
        _ environment: String = "test", _ authentication: String = "cpx", readers: String = "available",
        status: String = "ready", holder: Bool = true, test: Bool = true, end: String = "2029-03-01T00:00:00Z",
        problem: String = "null"
    ) throws -> SeenAgent {
        let person = """
            ,"holder": {"nationalId": "899700000001", "name": "JEANNE SIMULEE", "cardType": "CPS", "test": \(test)},
            "certificateNotAfter": "\(end)"
            """
        let text = """
            {"agent": {"environment": "\(environment)", "authentication": "\(authentication)",
              "readerService": "\(readers)", "version": "0"},
             "professional": {"status": "\(status)", "problem": \(problem) \(holder ? person : "")},
             "patient": {"status": "ready"}}
            """
        return try JSONDecoder().decode(SeenAgent.self, from: Data(text.utf8))
    }

    private func card(_ agent: SeenAgent?, for configuration: Configuration? = nil) -> CheckFinding {
        .authentication(agent, at: now, for: configuration ?? self.configuration())
    }

    @Test("A card that can sign is told by its number, its kind, its end and its billing, without a name")
    func readyCard() throws {
        let finding = card(try agent())
        #expect(finding.status == .ok)
        for word in ["CPS de test", "899700000001", "code accepté", "2029-03-01", "991130972", "spécialité 01"] {
            #expect(finding.text.contains(word), "\(finding.text)")
        }
        #expect(!finding.text.contains("SIMULEE"))
        #expect(card(try agent(status: "locked")).status == .ok)
    }

    @Test("A card that cannot is told with its problem")
    func cardProblems() throws {
        let blocked = #"{"code": "pin.blocked", "title": "T.", "detail": "D.", "action": "A.", "retry": "never"}"#
        let finding = card(try agent(status: "pinBlocked", problem: blocked))
        #expect(finding.status == .error)
        #expect(finding.text.hasSuffix("T. D. [pin.blocked]") && finding.action == "A.")
        #expect(card(try agent(test: false)).text.hasSuffix("[professional.realCard]"))
        #expect(card(try agent(), for: configuration(.production)).text.hasSuffix("[professional.testCard]"))
        #expect(card(try agent(end: "2026-12-01T00:00:00Z")).status == .warning)
        #expect(card(try agent(readers: "unavailable")).text.hasSuffix("[reader.serviceUnavailable]"))
        var unbilled = configuration()
        unbilled.billingDefault = nil
        #expect(card(try agent(), for: unbilled).text.hasSuffix("[professional.billingMissing]"))
    }

    @Test("No card is no fault of the configuration")
    func noCard() throws {
        #expect(card(nil).status == .warning)
        #expect(card(try agent(status: "absent", holder: false)).status == .warning)
        #expect(card(try agent(status: "reading", holder: false)).status == .warning)
    }

    @Test("An agent that runs must follow the configuration")
    func runningAgent() throws {
        #expect(CheckFinding.agent(.answered(try agent()), for: configuration()).status == .ok)
        #expect(CheckFinding.agent(.answered(try agent("production")), for: configuration()).status == .warning)
        #expect(CheckFinding.agent(.silent, for: configuration()).status == .error)
    }

    @Test("The call is made where somebody can answer for it")
    func made() throws {
        let call = TestCall(configuration(), isAllowedInProduction: false)
        #expect(call.obstacle(agent: try agent(), before: []) == nil)
        let structure = TestCall(configuration(.test, .softwareCertificate), isAllowedInProduction: false)
        let withoutCard = try agent("test", "softwareCertificate", status: "absent", holder: false)
        #expect(structure.obstacle(agent: withoutCard, before: []) == nil)
        let hung = CheckFinding.tls(.failure(.timeout(connected: true)))
        #expect(call.obstacle(agent: try agent(), before: [hung]) == nil)
        let late = CheckFinding.tls(.failure(.timeout(connected: false)))
        #expect(call.obstacle(agent: try agent(), before: [late]) != nil)
        // The agent has the secrets that a bare look lacks.
        for error in [.clientCertificateRefused(alert: .required), .proxyRefused(status: 407)] as [HTTPSError] {
            let bare = [
                CheckFinding.tls(.failure(error), isBare: true), .proxy("http://proxy", .failure(error), isBare: true),
            ]
            #expect(call.obstacle(agent: try agent(), before: bare, isBare: true) == nil)
        }
        let foreign = CheckFinding.tls(.failure(.certificateRefused(code: 60, verifyResult: 18)), isBare: true)
        #expect(call.obstacle(agent: try agent(), before: [foreign], isBare: true) != nil)
    }

    @Test("In production it is made on request only, whatever the file and the agent say")
    func production() throws {
        let real = try agent("production", test: false)
        let asked = TestCall(configuration(.production), isAllowedInProduction: true)
        #expect(asked.obstacle(agent: real, before: []) == nil)
        let unasked = TestCall(configuration(.production), isAllowedInProduction: false)
        #expect(unasked.obstacle(agent: real, before: [])?.text.contains("--call") == true)
        let mistaken = TestCall(configuration(.test), isAllowedInProduction: false)
        #expect(mistaken.obstacle(agent: real, before: [])?.text.contains("autre configuration") == true)
    }

    @Test("It is not made when it cannot succeed, and says why")
    func notMade() throws {
        let call = TestCall(configuration(), isAllowedInProduction: false)
        let obstacles = [
            call.obstacle(agent: nil, before: []),
            call.obstacle(agent: try agent(status: "absent", holder: false), before: []),
            call.obstacle(agent: try agent(status: "locked"), before: []),
            call.obstacle(agent: try agent(), before: [CheckFinding(.tls, .error, "")]),
            call.obstacle(agent: try agent(), before: [CheckFinding(.tls, .warning, "")]),
            call.obstacle(agent: try agent(), before: [CheckFinding(.authentication, .error, "")]),
        ]
        #expect(Set(obstacles.map { $0?.text }).count == 5)
        for obstacle in obstacles {
            #expect(obstacle?.status == .warning)
            #expect(obstacle?.text.hasPrefix("non fait, ") == true)
            #expect(obstacle?.action != nil)
        }
    }

    @Test(
        "What the service said of somebody who does not exist",
        arguments: [
            (.test, "found", .ok, "00"), (.test, "notFound", .warning, "01"), (.test, "several", .warning, "02"),
            (.production, "notFound", .ok, "01"), (.test, "calling", .error, "calling"),
        ] as [(Configuration.Environment, String, CheckFinding.Status, String)])
    func outcome(
        _ environment: Configuration.Environment, _ search: String, _ status: CheckFinding.Status, _ code: String
    ) {
        let call = TestCall(configuration(environment), isAllowedInProduction: true)
        let finding = call.finding(.answered(SeenSearch(status: search)))
        #expect(finding.status == status)
        #expect(finding.text.contains(code))
    }

    @Test("A refusal is told with its code, silence with where to look")
    func refusal() {
        let call = TestCall(configuration(), isAllowedInProduction: false)
        let problem = SeenProblem(code: "insi.fault.desir_550", title: "T.", detail: "D.", action: "A.")
        #expect(call.finding(.refused(problem)).lines.joined().contains("T. D. [insi.fault.desir_550]"))
        #expect(call.finding(.silent).status == .error)
    }

    @Test("Its patience outlasts every try")
    func patience() {
        var slow = configuration()
        (slow.retries, slow.retryPause, slow.totalTimeout) = (2, 2, 30)
        #expect(TestCall(slow, isAllowedInProduction: false).patience > .seconds(3 * 30 + 2 + 4))
    }
}
