import SmartCard

/// The connection kept for one insertion of one card.
struct Connection: ~Copyable {
    private var card: Card
    /// The insertion it was opened for.
    let insertion: CardInsertion

    /// Connects, then checks that the card is still the one meant: a swap in between changes the reader's counter, a later
    /// one breaks the handle. Throws `.cardRemoved` for another card.
    static func open(to insertion: CardInsertion) throws(CardError) -> Connection {
        let connection = Connection(card: try connect(insertion.reader), insertion: insertion)
        guard try connection.isCurrent() else { throw .cardRemoved }
        return connection
    }

    /// Whether the reader still holds the card that was meant.
    func isCurrent() throws(CardError) -> Bool {
        do {
            return try card.status(of: insertion.reader).insertion == insertion
        } catch {
            throw CardError(error)
        }
    }

    /// Begins a transaction. Throws `.cardReset` when another program reset the card; the connection is usable again.
    mutating func begin(ending: Disposition, for errand: any Abandonable) throws(CardError) -> Transaction {
        do {
            return try card.begin(ending: ending, for: errand)
        } catch {
            if error.code == .resetCard { try reconnect() }
            throw CardError(error)
        }
    }

    private static func connect(_ reader: Reader) throws(CardError) -> Card {
        do {
            return try Card(in: reader, Context())
        } catch {
            // A card that no longer answers to reset is told so at connection; elsewhere the code means a lost state.
            throw error.code == .unpoweredCard ? .cardMute : CardError(error)
        }
    }

    private mutating func reconnect() throws(CardError) {
        do { try card.reconnect() } catch { throw CardError(error) }
    }
}
