import CardSimulator
import SandboxKit

/// The sandbox for a person: what to look at, and keys to handle the cards, until `q`, the end of input or a signal. Without an
/// input it runs until a signal.
struct DeskMode {
    let sandbox: Sandbox
    let patient: CardDescription

    func run(_ stop: StopSignals) async throws(SandboxError) {
        explain()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await stop.wait() }
            if InputLines.areExpected { group.addTask { await handleKeys() } }
            await group.next()
            group.cancelAll()
        }
    }

    private func explain() {
        let access = sandbox.access
        Console.tell(
            """
            L'agent INSi tourne, avec deux lecteurs virtuels et un service INSi simulé. Tout est fictif.

              Page de l'agent (à ouvrir dans les 60 secondes) :
                \(access.openURL)
              Adresse pour les programmes : \(access.url)
              Jeton : \(access.token)

              À coller dans un autre terminal :
                curl -s -H 'Authorization: Bearer \(access.token)' \(access.url)/v1/state

              Touches, puis Entrée :
                p  insérer ou retirer la carte de professionnel
                c  saisir son code (1234)
                v  insérer ou retirer la carte Vitale
                q  tout arrêter
            """)
    }

    private func handleKeys() async {
        var hasProfessional = false
        var hasPatient = false
        for await line in InputLines.stream() {
            do throws(SandboxError) {
                switch line {
                case "p":
                    if hasProfessional {
                        await sandbox.removeProfessional()
                    } else {
                        try await sandbox.insertProfessional(ProfessionalDescription())
                    }
                    hasProfessional.toggle()
                case "v":
                    if hasPatient {
                        await sandbox.removePatient()
                    } else {
                        try await sandbox.insert(patient, into: .patient)
                    }
                    hasPatient.toggle()
                case "c": try await sandbox.enter(pin: ProfessionalDescription().pin)
                case "q": return
                default:
                    Console.tell("Touches : p, c, v, q.")
                    continue
                }
                try await tellState()
            } catch {
                Console.tell("\(error)")
            }
        }
    }

    private func tellState() async throws(SandboxError) {
        guard let (state, _) = try await sandbox.view.follow(for: .seconds(2), until: { $0.ins.status != "calling" })
        else { return }
        Console.tell(
            "  professionnel : \(state.professional.status)   patient : \(state.patient.status)   INS : \(state.ins.status)"
        )
    }
}
