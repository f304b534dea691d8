import CardSimulator
import Foundation
import INSiSimulator
import Testing

@testable import SandboxKit

/// The sandbox of a suite with what its tests do all the time.
struct Desk: Sendable {
    /// The desk of the suite that runs.
    @TaskLocal static var current: Desk?

    let sandbox: Sandbox
    let client: AgentClient
    private let callers = Callers()
    private let drawers = Callers()

    init(_ sandbox: Sandbox) {
        self.sandbox = sandbox
        let port = sandbox.access.url.split(separator: ":").last.flatMap { Int($0) } ?? 0
        client = AgentClient(port: port, token: sandbox.access.token)
    }

    /// The folder of the sandbox.
    var folder: String { (sandbox.access.caFile as NSString).deletingLastPathComponent }

    /// Runs a verb of `insi-agent` on the agent's Unix socket.
    func verb(_ arguments: [String], input: String = "") async throws -> Program.Output {
        try await Program.run("insi-agent", arguments + ["--socket", folder + "/agent.sock"], input: input)
    }

    /// A client with these rights, bound to an origin, or to our user without one.
    func add(_ scopes: [String], origin: String? = nil, name: String = "loop") async throws -> AgentClient {
        let binding = origin.map { ["--origin", $0] } ?? []
        let rights = scopes.flatMap { ["--scope", $0] }
        let output = try await verb(["client", "add", "--name", name] + binding + rights)
        return AgentClient(port: client.port, token: try #require(output.lines.first as String?), origin: origin)
    }

    /// The agent's own page, as `insi-agent open` opens it.
    func page() async throws -> AgentClient {
        try await AgentClient.page(of: try #require(try await verb(["open"]).lines.first), port: client.port)
    }

    /// `POST /v1/ins/traits` by one of many callers, so that no test meets the rate limit of another.
    func searchTraits(_ body: String, headers: [(String, String)] = []) async throws -> RawHTTP.Answer {
        try await callers.next { try await add(["status", "ins", "matricule", "ins:traits"], name: $0) }
            .searchTraits(body, headers: headers)
    }

    /// One of many callers who may draw identities, so that no test meets the rate limit of another.
    func drawer() async throws -> AgentClient {
        try await drawers.next { try await add(["ins:datamatrix"], name: $0) }
    }

    /// Both readers empty, and the agent knows it.
    func clear() async throws {
        sandbox.service.set(.normal)
        sandbox.service.set(quirks: [])
        sandbox.service.set(style: .env)
        sandbox.service.set(unknownPerson: .returnCode01)
        await sandbox.endRivals()
        await sandbox.removePatient()
        await sandbox.removeProfessional()
        try await client.follow {
            $0.patient.status == "absent" && $0.professional.status == "absent"
                && $0["readers"]?.items.count == 2
        }
    }

    /// A professional's card in and its PIN accepted.
    func makeReady(_ professional: ProfessionalDescription = ProfessionalDescription()) async throws {
        try await sandbox.insertProfessional(professional)
        try await sandbox.enter(pin: professional.pin)
    }

    /// How often the agent logged an event.
    func logged(_ event: String) -> Int {
        let text = (try? String(contentsOfFile: sandbox.agentLog, encoding: .utf8)) ?? ""
        return text.components(separatedBy: event).count - 1
    }

    /// A professional's card of the sandbox's authority, to be inserted several times.
    func card(_ description: ProfessionalDescription = ProfessionalDescription()) throws -> CPS3Card {
        try CPS3Card(description, authority: sandbox.authority)
    }

    /// A card of each of the two generations, and one whose objects stand in other places.
    static let signingPersonas = ["cps3", "cps3-variante-b", "cps4"]

    /// The card of a persona, to be inserted several times.
    func card(persona name: String) throws -> any VirtualCard {
        try CardDescription(json: try #require(Persona.named(name)).json).makeCard(authority: sandbox.authority)
    }

    /// Puts any card into a slot.
    func put(_ card: any VirtualCard, into slot: VirtualReaderSlot) async throws {
        try await Waiting.onThread { try slot.insert(card) }
    }
}

/// Clients of one desk, each used for as many actions as the rate limit lets through at once.
private actor Callers {
    private var client: AgentClient?
    private var left = 0
    private var count = 0

    func next(_ add: @Sendable (String) async throws -> AgentClient) async throws -> AgentClient {
        if let client, left > 0 {
            left -= 1
            return client
        }
        count += 1
        let new = try await add("loop-\(count)")
        (client, left) = (new, 24)
        return new
    }
}

/// Starts a sandbox for a suite, or for each case of a test, and stops it afterwards; a process has one at a time.
struct SandboxTrait: SuiteTrait, TestTrait, TestScoping {
    var hasPINPad = false
    var settings: [SandboxOptions.Setting] = []
    var authentication = Authentication.cpx
    var serverFlaw: TestAuthority.ServerFlaw?
    /// JSON of persons whom the service knows beside the built-in ones.
    var identities: String?

    /// Nobody waits between two tries of a call.
    private static let impatience = SandboxOptions.Setting("insi", "RetryPause", "0")

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let record = FileManager.default.temporaryDirectory.appending(path: "loop-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: record, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: record) }
        var options = SandboxOptions(
            products: Products.folder, record: record, hasPINPad: hasPINPad, settings: [Self.impatience] + settings)
        options.identities = try identities.map { try Self.write($0, in: record) }
        options.authentication = authentication
        options.serverFlaw = serverFlaw
        let sandbox = try await Sandbox.start(options)
        do {
            try await Desk.$current.withValue(Desk(sandbox)) { try await function() }
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
        try SentMessages.check(in: record)
    }

    private static func write(_ identities: String, in folder: String) throws -> String {
        let file = folder + "/identities.json"
        try identities.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }
}

extension Trait where Self == SandboxTrait {
    static var sandbox: SandboxTrait { SandboxTrait() }

    /// A sandbox with more than the usual.
    static func sandbox(
        pinPad: Bool = false, settings: [SandboxOptions.Setting] = [], authentication: Authentication = .cpx,
        serverFlaw: TestAuthority.ServerFlaw? = nil, identities: String? = nil
    ) -> SandboxTrait {
        SandboxTrait(
            hasPINPad: pinPad, settings: settings, authentication: authentication, serverFlaw: serverFlaw,
            identities: identities)
    }
}

/// Ring 2: the real agent, pcscd, reader driver, TLS and HTTP. One suite after the other, since a process has one sandbox.
@Suite(.serialized) enum Loop {}

/// People of the simulated base, and cards.
enum Fixtures {
    static let laurent = VitaleDescription(bearers: [
        Bearer(name: "ADRDEUX", givenName: "LAURENT", birthDate: "1981-01-01", matricule: "1810163220751")
    ])
    static let family = VitaleDescription(bearers: [
        Bearer(name: "ADRDEUX", givenName: "LAURENT", birthDate: "1981-01-01", matricule: "1810163220751"),
        Bearer(name: "ADRDEUX", givenName: "LEA", birthDate: "2012-05-14"),
    ])
}
