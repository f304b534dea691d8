import CardSimulator
import FoundationEssentials
import SandboxKit

/// `--script`: one line of JSON when ready, then one answer per command, until `quit`, the end of input or a signal.
struct ScriptMode {
    let sandbox: Sandbox
    let patient: CardDescription

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
            if line.allSatisfy(\.isWhitespace) { continue }
            do throws(SandboxError) {
                guard let command = ScriptCommand(line) else {
                    throw SandboxError("commande inconnue", ScriptCommand.usage)
                }
                if command == .quit { return print(Answer(ok: true)) }
                try await obey(command)
                print(Answer(ok: true))
            } catch {
                print(Answer(ok: false, problem: error.description))
            }
        }
    }

    private func obey(_ command: ScriptCommand) async throws(SandboxError) {
        switch command {
        case .insert(.patient, nil): try await sandbox.insert(patient, into: .patient)
        case .insert(let slot, let file): try await sandbox.insert(CardFiles.card(file, for: slot), into: slot)
        case .remove(let slot): await sandbox.remove(from: slot)
        case .pin(let digits): try await sandbox.enter(pin: digits)
        case .pad(let entry): sandbox.professionalSlot.padEntry(entry)
        case .fault(let slot, let fault): try await sandbox.cause(fault, at: slot)
        case .service(let order): sandbox.order(order)
        case .quit: break
        }
    }

    private func print(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(value) else { return }
        Console.result(String(decoding: line, as: UTF8.self))
    }
}
