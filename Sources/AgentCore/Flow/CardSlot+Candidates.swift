import HealthCards
import SmartCard

extension [Reader: CardSlot] {
    /// The slots whose cards may be the patient's, or the professional's, at a time in seconds since 1970. Cards that cannot be
    /// what is looked for, such as a telephone beside a Vitale card or an expired card beside a valid one, stand back when
    /// there are others.
    func candidates(_ role: ReaderState.Role, at now: Int64) -> [(reader: Reader, slot: CardSlot)] {
        let found = sorted { $0.key < $1.key }.filter { $0.value.role == role }
        let serious = found.filter { $0.value.isSerious(at: now) }
        return (serious.isEmpty ? found : serious).map { ($0.key, $0.value) }
    }
}

extension CardSlot {
    private static let serious: Set<CardKind> = [.vitale, .vitale1, .cps3, .cps4]

    /// Whether the card is, or may turn out to be, one that can be used.
    fileprivate func isSerious(at now: Int64) -> Bool {
        switch content {
        case .recognising(let guess): Self.serious.contains(guess)
        case .readingVitale, .vitale: true
        case .professional(let professional): professional.obstacle(at: now) == nil
        case .unusable(let kind, _, _): kind.map(Self.serious.contains) ?? false
        }
    }
}
