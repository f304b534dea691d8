public import INSiSimulator

/// What can be changed about the simulated service while it runs, as a script says it.
public enum ServiceOrder: Equatable, Sendable {
    /// What it does with all next calls, or with so many.
    case mode(Mode, calls: Int?)
    /// One more quirk.
    case quirk(Quirk)
    /// No quirk.
    case noQuirk
    /// The spelling of namespaces.
    case style(PrefixStyle)
    /// The answer about unknown persons.
    case unknown(UnknownPerson)

    /// Every order, for help.
    public static let usage =
        "service normal|fault CODE|fault-without-detail|html|empty|unavailable|oversized|slow SECONDES|drip SECONDES|"
        + "truncated|reset|reset-after-headers [xN], service quirk NOM|none, service style NOM, "
        + "service unknown \(UnknownPerson.allCases.map(\.rawValue).joined(separator: "|"))"

    /// The names that `usage` leaves out.
    public static var names: String {
        let codes = Mode.Fault.allCases.map(\.rawValue).joined(separator: ", ")
        let quirks = Quirk.allCases.map(\.rawValue).joined(separator: ", ")
        let styles = PrefixStyle.allCases.map(\.rawValue).joined(separator: ", ")
        return "Codes : \(codes). Bizarreries : \(quirks). Écritures : \(styles)."
    }

    /// Reads `fault insi_102 x2` and the like; nil for anything else.
    public init?(_ words: [String]) {
        switch (words.first, words.count) {
        case ("quirk", 2) where words[1] == "none": self = .noQuirk
        case ("quirk", 2):
            guard let quirk = Quirk(rawValue: words[1]) else { return nil }
            self = .quirk(quirk)
        case ("style", 2):
            guard let style = PrefixStyle(rawValue: words[1]) else { return nil }
            self = .style(style)
        case ("unknown", 2):
            guard let unknown = UnknownPerson(rawValue: words[1]) else { return nil }
            self = .unknown(unknown)
        default:
            let calls = words.last.flatMap(Self.count)
            guard let mode = Self.mode(Array(calls == nil ? words[...] : words.dropLast())) else { return nil }
            self = .mode(mode, calls: calls)
        }
    }

    /// `x3` is 3.
    private static func count(_ word: String) -> Int? {
        guard word.hasPrefix("x"), let count = Int(word.dropFirst()), count > 0 else { return nil }
        return count
    }

    private static func mode(_ words: [String]) -> Mode? {
        let seconds = words.last.flatMap(Double.init).flatMap { (0...3600).contains($0) ? $0 : nil }
        switch (words.first, words.count) {
        case ("normal", 1): return .normal
        case ("fault", 2): return Mode.Fault(rawValue: words[1]).map { .fault($0) }
        case ("fault-without-detail", 1): return .faultWithoutDetail
        case ("html", 1): return .html200
        case ("empty", 1): return .empty500
        case ("unavailable", 1): return .unavailable
        case ("oversized", 1): return .oversized
        case ("slow", 2): return seconds.map { .slow(.seconds($0)) }
        case ("drip", 2): return seconds.map { .drip(.seconds($0)) }
        case ("truncated", 1): return .truncated
        case ("reset", 1): return .resetBeforeAnswer
        case ("reset-after-headers", 1): return .resetAfterHeaders
        default: return nil
        }
    }
}

extension Sandbox {
    /// Does what a script says.
    public func order(_ order: ServiceOrder) {
        switch order {
        case .mode(let mode, let calls): service.set(mode, for: calls)
        case .quirk(let quirk): service.add(quirk)
        case .noQuirk: service.set(quirks: [])
        case .style(let style): service.set(style: style)
        case .unknown(let unknown): service.set(unknownPerson: unknown)
        }
    }
}
