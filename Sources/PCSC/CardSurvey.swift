public import SmartCard

/// One look at all readers, for a command that does not stay.
public enum CardSurvey {
    /// The readers, each with the card in it that answered; blocks, but does not wait for anything.
    public static func look() throws(CardError) -> [(reader: Reader, card: CardInsertion?)] {
        do {
            let context = try Context()
            var found: [(reader: Reader, card: CardInsertion?)] = []
            for reader in try context.readers() {
                found.append((reader, try context.status(of: reader).insertion))
            }
            return found
        } catch {
            throw CardError(error)
        }
    }
}
