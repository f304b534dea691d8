public import SmartCard

/// A program of this machine, told without anybody's name.
public struct SeenProgram: Equatable, Sendable {
    /// Process number.
    public let pid: Int32
    /// Its name as the kernel keeps it, 15 characters at most.
    public let name: String
    /// User number.
    public let user: UInt32

    /// A program from its parts.
    public init(pid: Int32, name: String, user: UInt32) {
        (self.pid, self.name, self.user) = (pid, name, user)
    }

    /// `scdaemon (processus 812, utilisateur 1000)`.
    var text: String { "\(name) (processus \(pid), utilisateur \(user))" }
}

/// Programs that were looked for, as far as our user may see them.
public struct SeenPrograms: Equatable, Sendable {
    /// Those that were found.
    public let found: [SeenProgram]
    /// Whether every program of the machine could be seen, as root does.
    public let isComplete: Bool

    /// What a look found.
    public init(found: [SeenProgram], isComplete: Bool) {
        (self.found, self.isComplete) = (found, isComplete)
    }

    /// Their names, or what is needed to tell them.
    var text: String {
        let names = found.map(\.text).joined(separator: ", ")
        guard !isComplete else { return names.isEmpty ? "aucun programme n'a été trouvé" : names }
        let hint = "seul root peut nommer tous les programmes : relancez « insi-agent doctor » en root"
        return names.isEmpty ? hint : names + " ; " + hint
    }
}

extension CheckFinding {
    /// The readers that PC/SC shows, each with its card and role as the agent tells them, and those on USB that it does not show.
    public static func readers(
        _ sight: ReaderServiceSight, foreign: [USBReader], agent: SeenAgent?, needed isNeeded: Bool
    ) -> CheckFinding {
        guard case .answered(let readers) = sight else {
            return CheckFinding(.readers, .warning, "non vérifiés", action: "Réglez d'abord la ligne Service PC/SC.")
        }
        let status: Status = isNeeded ? .error : .warning
        let each = readers.map { $0.told(agent?.readers?.first { [name = $0.reader.name] in $0.name == name }) }
        let told = "\(readers.count) : " + each.joined(separator: ", ")
        guard let stranger = foreign.first else {
            return readers.isEmpty
                ? CheckFinding(.readers, status, AgentError(.readerNone)) : CheckFinding(.readers, .ok, told)
        }
        let names = foreign.map { "« \($0.name) » (USB \($0.path))" }.joined(separator: ", ")
        return CheckFinding(
            .readers, readers.isEmpty ? status : .warning, AgentError(stranger.obstacle),
            about: (readers.isEmpty ? "" : told + " ; ") + "\(names) sur USB, invisible par PC/SC")
    }

    /// Whether other programs keep a card from the agent: by what PC/SC shows, by a transaction that did not end in time
    /// (`held`, nil when it may be the agent's own), and by what the agent met. `programs` are nil when the machine did not tell them
    /// in time.
    public static func sharing(
        _ sight: ReaderServiceSight, held: [Reader]?, agent: SeenAgent?, programs: SeenPrograms?
    ) -> CheckFinding {
        let exclusive = sight.readers.filter(\.isExclusive).map(\.reader)
        let met = [agent?.professional.problem, agent?.patient?.problem].compactMap { $0?.code }
        let names = { (readers: [Reader]) in readers.map { "« \($0.name) »" }.joined(separator: ", ") }
        if !exclusive.isEmpty || met.contains(Problem.readerExclusive.rawValue) {
            return taken(.readerExclusive, names(exclusive), programs)
        }
        if held?.isEmpty == false || met.contains(Problem.readerHeld.rawValue) {
            return taken(.readerHeld, names(held ?? []), programs)
        }
        guard held != nil else {
            return CheckFinding(
                .sharing, .warning, "non vérifiés, l'agent utilise une carte, ou n'a pas dit qu'il n'en utilise aucune",
                action: "Relancez « insi-agent doctor », en root, quand l'agent ne lit plus de carte et n'appelle plus."
            )
        }
        let seen = programs?.found ?? []
        return CheckFinding(
            .sharing, .ok,
            "aucun n'empêche d'utiliser une carte"
                + (seen.isEmpty ? "" : " ; utilisent PC/SC : " + seen.map(\.text).joined(separator: ", ")))
    }

    private static func taken(_ problem: Problem, _ readers: String, _ programs: SeenPrograms?) -> CheckFinding {
        let which = readers.isEmpty ? "" : readers + " ; "
        let who = programs?.text ?? "/proc ne répond pas, aucun n'a pu être nommé"
        return CheckFinding(.sharing, AgentError(problem), about: which + "programmes qui utilisent PC/SC : " + who)
    }

    /// An error as every other place tells it, that weighs as much as said.
    private init(_ check: Check, _ status: Status, _ error: AgentError, about: String? = nil) {
        let finding = CheckFinding(check, error, about: about)
        self.init(check, status, finding.text, action: finding.action, code: finding.code)
    }
}

extension ReaderSight {
    fileprivate func told(_ known: SeenAgent.Reader?) -> String {
        let roles = ["patient": "patient", "professional": "professionnel"]
        let cards = ["vitale": "carte Vitale", "professional": "carte de professionnel"]
        let role = known?.role.flatMap { roles[$0] }.map { " (\($0))" } ?? ""
        return "« \(reader.name) »\(role) " + (hasCard ? known?.card.flatMap { cards[$0] } ?? "avec une carte" : "vide")
    }
}
