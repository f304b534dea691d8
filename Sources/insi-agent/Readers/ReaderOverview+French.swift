import AgentCore
import HealthCards
import SmartCard

/// What `insi-agent reader list` prints.
extension ReaderOverview {
    var lines: [String] {
        serviceLines + rows.flatMap { Self.lines($0, isServiceAvailable: serviceLines.isEmpty) }
    }

    /// Why PC/SC does not tell its readers, and what to do; empty when it does.
    var serviceLines: [String] { Self.lines(service) }

    /// What to say where PC/SC does not answer.
    static let silence = lines(.silent)

    private static func lines(_ service: ReaderServiceSight) -> [String] {
        let lines = CheckFinding.pcscd(service, needed: true).lines
        switch service {
        case .answered: return []
        // Its remedy is about the agent's user, and whoever asks here is another.
        case .refused: return lines.prefix(1) + ["Relancez la commande en root."]
        case .absent, .silent, .denied, .failed: return lines
        }
    }

    private static func lines(_ row: Row, isServiceAvailable: Bool) -> [String] {
        guard let usb = row.usb else {
            return row.shown.map { "\(PlainLine.of($0.reader.name))\n  sans place connue sur USB\(use($0))" }
        }
        let shown = row.shown.map { "  PC/SC : \(PlainLine.of($0.reader.name))\(use($0))" }
        let missing = !isServiceAvailable || !row.shown.isEmpty ? [] : [Self.cause(usb)]
        return ["\(usb.name) (\(usb.model), USB \(usb.path))"] + shown + missing
            + (KnownReaders.find(usb.model).map { ["  " + $0.facts] } ?? [])
    }

    private static func use(_ shown: Shown) -> String {
        shown.isInUse ? ", un programme y est connecté" : ""
    }

    private static func cause(_ usb: USBReader) -> String {
        let problem = AgentError(usb.obstacle)
        return "  \(problem.title) \(problem.detail) \(problem.action) [\(problem.code)]"
    }
}

extension KnownReader {
    /// The line of the table without its name.
    var facts: String {
        let slots = slots.map { $0 == 1 ? "1 fente" : "\($0) fentes" }
        let parts = [
            slots, exchange?.rawValue, hasPINPad ? "clavier pour le code" : nil, speaksPCSC ? nil : "pas PC/SC",
            confidence.rawValue,
        ]
        return ([parts.compactMap(\.self).joined(separator: ", ") + "."] + [hint, note].compactMap(\.self))
            .joined(separator: " ")
    }
}
