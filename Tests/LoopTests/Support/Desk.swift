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
    func add(_ scopes: [String], origin: String? = nil) async throws -> AgentClient {
        let binding = origin.map { ["--origin", $0] } ?? []
        let rights = scopes.flatMap { ["--scope", $0] }
        let output = try await verb(["client", "add", "--name", "loop"] + binding + rights)
        return AgentClient(port: client.port, token: try #require(output.lines.first as String?), origin: origin)
    }

    /// Both readers empty, and the agent knows it.
    func clear() async throws {
        sandbox.service.set(.normal)
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

/// Starts a sandbox for a suite, or for each case of a test, and stops it afterwards; a process has one at a time.
struct SandboxTrait: SuiteTrait, TestTrait, TestScoping {
    var hasPINPad = false
    var settings: [SandboxOptions.Setting] = []

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let sandbox = try await Sandbox.start(
            SandboxOptions(products: Products.folder, hasPINPad: hasPINPad, settings: settings))
        do {
            try await Desk.$current.withValue(Desk(sandbox)) { try await function() }
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
    }
}

extension Trait where Self == SandboxTrait {
    static var sandbox: SandboxTrait { SandboxTrait() }

    /// A sandbox with more than the usual.
    static func sandbox(pinPad: Bool = false, settings: [SandboxOptions.Setting] = []) -> SandboxTrait {
        SandboxTrait(hasPINPad: pinPad, settings: settings)
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
