public import Cryptography

/// Why a virtual professional card could not be made.
public enum CardCreationError: Error, Equatable, Sendable {
    /// The description holds something that no card can.
    case description(CardDescriptionError)
    /// A key or certificate could not be made.
    case crypto(CryptoError)
}
