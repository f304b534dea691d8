/// The two readers of the desk. Either takes any card.
public enum DeskSlot: String, CaseIterable, Sendable {
    /// The second reader, where the Vitale card usually goes.
    case patient
    /// The first reader, where the professional's card usually goes.
    case professional

    /// Its name as PC/SC clients see it.
    public var readerName: String {
        switch self {
        case .professional: SandboxParts.readers[0] + " 00 00"
        case .patient: SandboxParts.readers[1] + " 01 00"
        }
    }
}
