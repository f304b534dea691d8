import FoundationEssentials
import SmartCard

/// Which reader is used for whom, learnt from the cards and kept by the place where the reader is plugged, so that two
/// identical readers and the slots of one device are told apart after they were given new names (peers.md E3).
struct ReaderRoles {
    private let path: String?
    private var known: [String: ReaderState.Role]

    /// Remembers in that file; what cannot be read there is learnt anew. Nil keeps nothing.
    init(path: String?) {
        self.path = path
        let data = path.flatMap { try? Data(contentsOf: URL(filePath: $0)) }
        let words = data.flatMap { try? JSONDecoder().decode([String: String].self, from: $0) } ?? [:]
        known = words.compactMapValues(ReaderState.Role.init(rawValue:))
    }

    /// The role of a place; nil when it never held a card that we know.
    func role(of place: String) -> ReaderState.Role? {
        known[place]
    }

    /// Notes a role. A file that cannot be written costs only the memory: the role is learnt again from the next card.
    mutating func note(_ role: ReaderState.Role, of place: String) {
        guard known[place] != role else { return }
        known[place] = role
        guard let path, let data = try? JSONEncoder().encode(known.mapValues(\.rawValue)) else { return }
        try? PrivateFile.write(data, to: path)
    }

    /// The place of a reader: its USB path and its number among the slots that share it, in the order of names.
    static func place(of reader: Reader, in locations: [Reader: ReaderLocation]) -> String? {
        guard let location = locations[reader] else { return nil }
        let slots = locations.filter { $0.value == location }.keys.sorted()
        return slots.firstIndex(of: reader).map { "\(location.usbPath)/\($0)" }
    }
}
