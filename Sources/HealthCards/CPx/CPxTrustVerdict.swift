public import Cryptography

/// Whether a card's signature certificate is to be believed.
public enum CPxTrustVerdict: Equatable, Sendable {
    /// A chain leads to an anchor, and every part of it is valid.
    case trusted
    /// It is not, for this reason.
    case untrusted(Reason)

    /// Why a certificate is not believed.
    public enum Reason: Equatable, Sendable {
        /// Its validity has not begun.
        case notYetValid
        /// Its validity is over.
        case expired
        /// Its key is not for signatures.
        case notForSignatures
        /// No chain leads to an anchor, or one of its links does not hold.
        case chain(CryptoError)
    }
}
