import Foundation
import SmartCard
import Testing

@testable import AgentCore

@Suite("Findings of insi-agent doctor")
struct DoctorFindingTests {
    private let nobody = SeenPrograms(found: [], isComplete: true)

    private func sight(_ name: String, exclusive: Bool = false) -> ReaderSight {
        ReaderSight(reader: Reader(name: name), hasCard: true, isExclusive: exclusive, isInUse: exclusive)
    }

    private func agent(professional: String = "null", patient: String = "null") throws -> SeenAgent {
        let text = """
            {"agent": {"environment": "test", "authentication": "cpx", "readerService": "available", "version": "1.2.3"},
             "readers": [{"name": "A", "role": "patient", "card": "vitale"}],
             "professional": {"status": "unreadable", "problem": \(professional)},
             "patient": {"status": "unreadable", "problem": \(patient),
               "beneficiaries": [{"name": "ZWQXCANARI"}]}}
            """
        return try JSONDecoder().decode(SeenAgent.self, from: Data(text.utf8))
    }

    private func problem(_ code: String) -> String {
        #"{"code": "\#(code)", "title": "T", "detail": "D", "action": "A", "retry": "later"}"#
    }

    @Test(
        "Each way in which pcscd fails has its code and a remedy, and weighs less where no card is needed",
        arguments: [
            (.refused, "pcscd.refused"), (.denied(socket: "/s"), "pcscd.refused"),
            (.absent(socket: "/s", isInstalled: false), "pcscd.missing"),
            (.absent(socket: "/s", isInstalled: true), "pcscd.absent"), (.silent, "pcscd.silent"),
            (.failed(code: 0x8010_0001), "pcscd.failed"),
        ] as [(ReaderServiceSight, String)])
    func pcscd(_ sight: ReaderServiceSight, _ code: String) {
        let finding = CheckFinding.pcscd(sight, needed: true)
        #expect(finding.code == code && finding.status == .error && finding.action != nil)
        #expect(CheckFinding.pcscd(sight, needed: false).status == .warning)
        #expect(CheckFinding.readers(sight, foreign: [], agent: nil, needed: true).code == nil)
    }

    @Test("A service of readers that answers us and not the agent is told with the user whom it refuses")
    func pcscdRefusesTheAgent() {
        let finding = CheckFinding.pcscd(.answered([]), refused: (998, "insi-agent"), needed: true)
        #expect(finding.code == "pcscd.refused" && finding.status == .error && finding.text.contains("utilisateur 998"))
        #expect(finding.action?.contains("« insi-agent »") == true && finding.action?.contains("polkit") == true)
        #expect(CheckFinding.pcscd(.answered([]), needed: true).code == nil)
        let silent = CheckFinding.pcscd(.silent, refused: (998, "insi-agent"), needed: true)
        #expect(silent.code == "pcscd.silent")
    }

    @Test("Readers are told with card and role, and one that PC/SC does not show is named")
    func readers() throws {
        let seen = CheckFinding.readers(
            .answered([sight("A"), sight("B")]), foreign: [], agent: try agent(), needed: true)
        #expect(seen.status == .ok && seen.text == "2 : « A » (patient) carte Vitale, « B » avec une carte")
        let none = CheckFinding.readers(.answered([]), foreign: [], agent: nil, needed: true)
        #expect(none.code == "reader.none" && none.status == .error)
        let device = USBReader.sesam
        let foreign = CheckFinding.readers(.answered([]), foreign: [device], agent: nil, needed: false)
        #expect(foreign.code == "reader.notPCSC" && foreign.status == .warning && foreign.text.contains("« SESAM »"))
        let beside = CheckFinding.readers(.answered([sight("A")]), foreign: [device], agent: nil, needed: true)
        #expect(beside.code == "reader.notPCSC" && beside.status == .warning && beside.text.contains("« A »"))
    }

    @Test("A reader that is taken is found by PC/SC, by its turn that does not come, or by what the agent met")
    func sharing() throws {
        let answered = ReaderServiceSight.answered([sight("A")])
        func code(_ sight: ReaderServiceSight, held: [Reader]? = [], _ agent: SeenAgent? = nil) -> String? {
            CheckFinding.sharing(sight, held: held, agent: agent, programs: nobody).code
        }
        let unknown = CheckFinding.sharing(answered, held: nil, agent: nil, programs: nobody)
        #expect(unknown.status == .warning && unknown.code == nil && unknown.text.contains("non vérifiés"))
        #expect(code(.answered([sight("A", exclusive: true)]), held: nil) == "reader.exclusive")
        #expect(code(answered) == nil)
        #expect(code(.answered([sight("A", exclusive: true)])) == "reader.exclusive")
        #expect(code(answered, held: [Reader(name: "A")]) == "reader.held")
        #expect(code(answered, try agent(professional: problem("reader.exclusive"))) == "reader.exclusive")
        #expect(code(answered, try agent(patient: problem("reader.held"))) == "reader.held")
        #expect(code(answered, try agent(patient: problem("card.mute"))) == nil)
    }

    @Test(
        "The agent holds no card unless it reads one, calls with it, waits at a pad, or still waits for a mute one",
        arguments: [
            (
                #""professional": {"status": "locked"}, "patient": {"status": "ready"}, "ins": {"status": "found"}"#,
                false
            ),
            (#""professional": {"status": "reading"}"#, true), (#""professional": {"status": "absent"}"#, false),
            (#""professional": {"status": "locked"}, "patient": {"status": "reading"}"#, true),
            (#""professional": {"status": "ready"}, "ins": {"status": "calling"}"#, true),
            (#""professional": {"status": "locked", "pinPrompt": "onPad"}"#, true),
            (#""professional": {"status": "locked", "pinPrompt": "requested"}"#, false),
            (
                #""professional": {"status": "absent"}, "patient": {"status": "unreadable", "problem": {"code": "card.mute","#
                    + #" "title": "T", "detail": "D", "action": "A", "retry": "later"}}"#, true
            ),
        ])
    func usesCard(_ members: String, _ isUsed: Bool) throws {
        let agent = #""agent": {"environment": "test", "authentication": "cpx", "readerService": "available"}"#
        let seen = try JSONDecoder().decode(SeenAgent.self, from: Data("{\(agent), \(members)}".utf8))
        #expect(seen.usesCard == isUsed)
    }

    @Test("Programs are named by process and user number, and root is asked for where they cannot be seen")
    func programs() {
        let rival = SeenProgram(pid: 812, name: "scdaemon", user: 1000)
        func text(_ found: [SeenProgram], _ isComplete: Bool) -> String {
            CheckFinding.sharing(
                .answered([sight("A", exclusive: true)]), held: [], agent: nil,
                programs: SeenPrograms(found: found, isComplete: isComplete)
            ).text
        }
        #expect(text([rival], true).contains("scdaemon (processus 812, utilisateur 1000)"))
        #expect(!text([rival], true).contains("root") && text([], false).contains("root"))
        #expect(text([rival], false).contains("scdaemon") && text([rival], false).contains("root"))
        let unseen = CheckFinding.sharing(
            .answered([sight("A", exclusive: true)]), held: [], agent: nil, programs: nil)
        #expect(unseen.code == "reader.exclusive" && unseen.text.contains("/proc ne répond pas"))
    }

    @Test(
        "A disk is full before a call would find it so",
        arguments: [
            (0, 1000, .error), (4 << 20 - 1, 1000, .error), (4 << 20, 1000, .warning), (64 << 20 - 1, 1000, .warning),
            (64 << 20, 1000, .ok), (1 << 40, 15, .error), (1 << 40, 16, .warning), (1 << 40, nil, .ok),
        ] as [(UInt64, UInt64?, CheckFinding.Status)])
    func disk(_ bytes: UInt64, _ files: UInt64?, _ status: CheckFinding.Status) {
        let finding = CheckFinding.disk(SeenDisk(bytes: bytes, files: files, isReadOnly: false), of: "/d")
        #expect(finding.status == status && (finding.code == nil) == (status == .ok))
        let readOnly = CheckFinding.disk(SeenDisk(bytes: bytes, files: files, isReadOnly: true), of: "/d")
        #expect(readOnly.code == "disk.readOnly")
    }

    @Test("A port is the agent's when it answers, the service manager's when that holds it, and else taken")
    func port() {
        let other = SeenProgram(pid: 812, name: "nginx", user: 33)
        let traces = AgentTraces(socket: .listening, user: 998, unitPorts: nil)
        func finding(_ sight: PortSight, _ isServing: Bool = false) -> CheckFinding {
            .port(14674, sight, traces, isServing: isServing)
        }
        #expect(finding(.free).code == nil && finding(.unseen).status == .warning && finding(.unseen).code == nil)
        #expect(finding(.taken(by: other, user: 33), true).code == nil)
        #expect(finding(.taken(by: SeenProgram(pid: 1, name: "systemd", user: 0), user: 0)).code == nil)
        #expect(finding(.taken(by: other, user: 33)).text.contains("nginx (processus 812, utilisateur 33)"))
        #expect(finding(.taken(by: nil, user: 33)).code == "port.taken")
        #expect(finding(.taken(by: nil, user: 33)).text.contains("root"))
    }

    @Test(
        "An agent that hangs or hides keeps its port, and root is the service manager only beside our Unix socket",
        arguments: [
            (.listening, 998, false, true), (.denied(path: "/run"), 998, false, true), (.absent, 998, false, false),
            (.listening, 0, true, true), (.listening, 0, false, false), (.absent, 0, true, false),
            (.denied(path: "/run"), 0, true, true), (.listening, 1000, true, false),
        ] as [(SocketSight, UInt32, Bool, Bool)])
    func ownPort(_ socket: SocketSight, _ listener: UInt32, _ hasSocketUnit: Bool, _ isOurs: Bool) {
        let traces = AgentTraces(socket: socket, user: 998, unitPorts: hasSocketUnit ? [14674] : nil)
        func code(_ program: SeenProgram?) -> String? {
            CheckFinding.port(14674, .taken(by: program, user: listener), traces, isServing: false).code
        }
        #expect(code(nil) == (isOurs ? nil : "port.taken"))
        #expect(code(SeenProgram(pid: 7, name: "nginx", user: listener)) == "port.taken")
        #expect(code(SeenProgram(pid: 7, name: "insi-agent", user: 998)) == nil)
        #expect(code(SeenProgram(pid: 7, name: "insi-agent", user: 1000)) == "port.taken")
    }

    @Test(
        "A socket that refuses is told apart from one that is not there, and from an agent that does not admit the user"
    )
    func socket() throws {
        let refusal = try JSONDecoder().decode(SeenProblem.self, from: Data(problem("request.unauthenticated").utf8))
        func code(_ sight: SocketSight, _ contact: AgentContact<SeenAgent>) -> String? {
            CheckFinding.socket(sight, contact, Configuration()).code
        }
        #expect(code(.listening, .answered(try agent())) == nil)
        #expect(code(.absent, .silent) == nil)
        #expect(code(.denied(path: "/run"), .silent) == "socket.permission")
        #expect(code(.listening, .refused(refusal)) == "socket.user")
        let fault = ConfigurationFault("/run/a : autre chose")
        #expect(CheckFinding.socket(.absent, .silent, Configuration(), fault: fault).code == "socket.occupied")
    }

    @Test(
        "A policy admits a page as its browser would",
        arguments: [
            ("*", true), ("https://admission.example", true), ("admission.example", true), ("[*.]example", true),
            ("*.example", true), ("https://[*.]example", true), ("https://other.example", false), ("example", false),
            ("[*.]ssion.example", false), ("", false),
        ])
    func policyEntry(_ entry: String, _ admits: Bool) {
        let policy = SeenPolicy(browser: "Chromium", path: "/p", admitted: [entry])
        #expect(policy.admits("https://admission.example") == admits)
        let finding = CheckFinding.policies([policy], origins: ["https://admission.example"])
        #expect(finding.code == (admits ? nil : "policies.incomplete"))
    }

    @Test("No policy is no fault, a broken one is")
    func policies() {
        #expect(CheckFinding.policies([], origins: ["https://admission.example"]).status == .ok)
        let broken = SeenPolicy(browser: "Firefox", path: "/p", admitted: nil)
        #expect(CheckFinding.policies([broken], origins: []).code == "policies.invalid")
        let whole = SeenPolicy(browser: "Firefox", path: "/p", admitted: ["*"])
        #expect(CheckFinding.policies([whole], origins: ["https://a.example"]).status == .ok)
    }

    @Test("The state of a support archive holds none of the members that it does not name")
    func supportState() throws {
        let text = """
            {"revision": 3, "tag": "t", "agent": {"version": "1", "instance": "i", "environment": "test", "authentication": "cpx",
             "readerService": "available"}, "readers": [{"name": "A", "cardSession": "SESSION"}],
             "professional": {"status": "ready", "holder": {"nationalId": "8997", "name": "QZXHOLDER"}, "pinTriesLeft": 3},
             "patient": {"status": "ready", "beneficiaries": [{"name": "ZWQXCANARI"}], "problem": null},
             "ins": {"status": "failed", "identity": {"matricule": "137"}, "requestId": "R",
               "problem": {"code": "insi.fault", "detail": "ZWQXCANARI"}}}
            """
        let state = try JSONDecoder().decode(SupportState.self, from: Data(text.utf8))
        let told = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
        for word in ["SESSION", "8997", "QZXHOLDER", "ZWQXCANARI", "137", "\"R\""] { #expect(!told.contains(word)) }
        #expect(told.contains("insi.fault") && told.contains("\"pinTriesLeft\":3"))
    }

    @Test("The configuration of a support archive names no holder, user or number")
    func supportConfiguration() {
        var configuration = Configuration()
        configuration.idam = "QZIDAM"
        configuration.proxyUser = "QZUSER"
        configuration.proxy = "http://QZUSER:QZPASS@proxy.example:3128"
        configuration.billing = ["899700000001": Billing(identifier: "QZBILL", speciality: "01")]
        configuration.url = "https://cabinet.example/lps"
        let told = configuration.supportLines.joined(separator: "\n")
        for word in ["QZIDAM", "QZUSER", "QZPASS", "899700000001", "QZBILL", "proxy.example", "cabinet"] {
            #expect(!told.contains(word))
        }
        #expect(told.contains("Proxy=renseigné\n") && told.contains("Service=autre\n") && told.contains("Billing=1 "))
    }
}

extension USBReader {
    fileprivate static let sesam = USBReader(
        model: USBIdentifier(0x0B00, 0x0090), name: "SESAM", bus: 1, address: 2, path: "1-1",
        interfaces: [], driverName: nil, obstacle: .notPCSC)
}
