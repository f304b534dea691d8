import CardSimulator
import Cryptography
import INSiSimulator

/// The parts of a sandbox, started in the order in which they need each other.
struct SandboxParts {
    let spawner: Spawner
    let pcscd: PrivatePCSCD
    let authority: TestAuthority
    let service: INSiSimulator
    let serving: ServingService
    let agent: ChildProcess
    let agentLog: String
    let verbs: AgentVerbs
    let access: SandboxAccess

    static let readers = ["Sandbox Professionnel", "Sandbox Patient"]

    static func start(_ options: SandboxOptions, in folder: SandboxFolder) async throws(SandboxError) -> SandboxParts {
        let spawner = try Spawner()
        let pcscd = try PrivatePCSCD(
            folder: folder.path, readers: readers, pinPads: options.hasPINPad ? [readers[0]] : [],
            virtualReaderLibrary: options.products + "/libVirtualReader.so",
            spawner: spawner)
        let authority = try makeAuthority()
        let caFile = try folder.write(authority.caPEM, to: "ca.pem")
        let (service, revocationList) = try SimulatedService.make(authority, options)
        let listFile = try folder.write(revocationList, to: "crl.pem")
        let serving = ServingService(service)
        let software = try options.authentication.files(by: authority, in: folder)
        guard let port = await options.authentication.port(of: service) else {
            throw SandboxError("démarrage du service INSi simulé", "il n'écoute pas")
        }
        let insiURL = "https://127.0.0.1:\(port)/lps"
        let configuration = try folder.write(
            AgentConfiguration(
                folder: folder.path, insiURL: insiURL, caFile: caFile, listFile: listFile, software: software,
                others: options.settings
            ).text, to: "agent.conf")
        let log = folder.path + "/agent.log"
        let program = options.products + "/insi-agent"
        let agent = try ChildProcess(
            .init(
                [program, "serve", "--config", configuration],
                environment: ["PATH=/usr/bin:/bin", "PCSCLITE_CSOCK_NAME=\(pcscd.socketPath)"], log: log),
            by: spawner)
        try await pcscd.waitUntilReady()
        let verbs = AgentVerbs(program: program, socket: folder.path + "/agent.sock", spawner: spawner)
        try await verbs.waitUntilReady(agent, log: log)
        let openURL = try await verbs.open()
        let access = SandboxAccess(
            url: String(openURL.prefix { $0 != "#" }.dropLast()), token: try await verbs.addClient(), openURL: openURL,
            pcscdSocket: pcscd.socketPath, insiURL: insiURL, caFile: caFile)
        return SandboxParts(
            spawner: spawner, pcscd: pcscd, authority: authority, service: service, serving: serving, agent: agent,
            agentLog: log, verbs: verbs, access: access)
    }

    private static func makeAuthority() throws(SandboxError) -> TestAuthority {
        do throws(CryptoError) {
            return try TestAuthority()
        } catch {
            throw SandboxError("création de l'autorité de test", "\(error)")
        }
    }
}
