import CardSimulator
import SandboxKit

/// One line of `--script`.
enum ScriptCommand: Equatable {
    case insert(DeskSlot, file: String?)
    case remove(DeskSlot)
    case pin(String)
    case pad(PadEntry)
    case fault(DeskSlot, Sandbox.Fault)
    case service(ServiceOrder)
    case quit

    /// Every command, for the complaint about one that is none of them.
    static let usage =
        "insert patient|professional [FICHIER|@CARTE], remove patient|professional, pin CHIFFRES, "
        + "pad CHIFFRES|cancel|timeout, "
        + "fault patient|professional removed-at N|silent|reset-at N|sharing N|held SECONDES|reset-by-other, "
        + "\(ServiceOrder.usage), quit"

    /// Nil for anything that is no command. The name of a file is the rest of the line.
    init?(_ line: String) {
        let words = line.split(separator: " ").map(String.init)
        let slot = words.count > 1 ? DeskSlot(rawValue: words[1]) : nil
        switch (words.first, words.count, slot) {
        case ("quit", 1, _): self = .quit
        case ("insert", 2, let slot?): self = .insert(slot, file: nil)
        case ("insert", 3..., let slot?):
            self = .insert(slot, file: line.split(separator: " ", maxSplits: 2).last.map(String.init))
        case ("remove", 2, let slot?): self = .remove(slot)
        case ("pin", 2, _): self = .pin(words[1])
        case ("pad", 2, _):
            self = .pad(words[1] == "cancel" ? .cancel : words[1] == "timeout" ? .timeout : .digits(words[1]))
        case ("fault", 3..., let slot?):
            guard let fault = Sandbox.Fault(Array(words.dropFirst(2))) else { return nil }
            self = .fault(slot, fault)
        case ("service", 2..., _):
            guard let order = ServiceOrder(Array(words.dropFirst())) else { return nil }
            self = .service(order)
        default: return nil
        }
    }
}
