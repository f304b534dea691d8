import Cryptography
import Synchronization

/// The key pairs of an authority's virtual cards: a few are made, then they are given out again in turn, since making them is
/// what takes long. Two cards that are made one after the other never have the same.
final class CardKeyRing: Sendable {
    private static let size = 4

    private struct Contents {
        var made: [CPS3Keys] = []
        var given = 0
    }

    private let contents = Mutex(Contents())

    /// The key pairs of the next card.
    func next() throws(CryptoError) -> CPS3Keys {
        try contents.withLock { contents throws(CryptoError) -> CPS3Keys in
            defer { contents.given += 1 }
            if contents.made.count < Self.size { contents.made.append(try CPS3Keys.generate()) }
            return contents.made[contents.given % contents.made.count]
        }
    }
}
