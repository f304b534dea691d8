import CardSimulator
import SandboxKit

/// `--once`: one search from both cards to the final document.
struct OnceMode {
    let sandbox: Sandbox
    let patient: CardDescription

    func run() async throws(SandboxError) {
        let professional = ProfessionalDescription()
        try await sandbox.insertProfessional(professional)
        try await sandbox.enter(pin: professional.pin)
        try await sandbox.insert(patient, into: .patient)
        guard Console.result(String(decoding: try await sandbox.result(), as: UTF8.self)) else {
            throw SandboxError("affichage du résultat", "la sortie standard n'est pas inscriptible")
        }
    }
}
