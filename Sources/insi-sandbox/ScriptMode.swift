import CardSimulator
import FoundationEssentials
import SandboxKit

/// `--script`: one line of JSON when ready, then one answer per command, until `quit`, the end of input or a signal.
struct ScriptMode {
    let sandbox: Sandbox
    let patient: VitaleDescription

    private struct Answer: Encodable {
        let ok: Bool
        var problem: String?
    }

    func run(_ stop: StopSignals) async {
        print(sandbox.access)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await stop.wait() }
            group.addTask { await follow() }
            await group.next()
            group.cancelAll()
        }
    }

    private func follow() async {
        for await line in InputLines.stream() {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            if words == ["quit"] { return print(Answer(ok: true)) }
            if words.isEmpty { continue }
            do throws(SandboxError) {
                try await obey(words)
                print(Answer(ok: true))
            } catch {
                print(Answer(ok: false, problem: error.description))
            }
        }
    }

    private func obey(_ words: [String]) async throws(SandboxError) {
        let file = words.count > 2 ? words[2] : nil
        switch (words[0], words.count > 1 ? words[1] : "", words.count) {
        case ("insert", "patient", _):
            try await sandbox.insertPatient(file == nil ? patient : CardFiles.patient(file))
        case ("insert", "professional", _): try await sandbox.insertProfessional(CardFiles.professional(file))
        case ("remove", "patient", 2): await sandbox.removePatient()
        case ("remove", "professional", 2): await sandbox.removeProfessional()
        case ("pin", let digits, 2): try await sandbox.enter(pin: digits)
        default:
            throw SandboxError(
                "commande inconnue",
                "insert patient [FICHIER], remove patient, insert professional [FICHIER], remove professional, pin CHIFFRES, quit"
            )
        }
    }

    private func print(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(value) else { return }
        Console.result(String(decoding: line, as: UTF8.self))
    }
}
