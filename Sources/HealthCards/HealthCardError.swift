public import SmartCard

/// Why a card could not be read or used. No text holds anything of its holder.
public enum HealthCardError: Error, Equatable, Sendable {
    /// A card that is not read, by its kind.
    case unsupportedCard(CardKind)
    /// The card lacks a file that its kind must have.
    case fileMissing(CardFile)
    /// The card has the file and does not let it be read.
    case protectedFile(CardFile)
    /// What was read cannot be understood as a whole; the field's or the file's name.
    case unreadable(field: String)
    /// A CPx whose serial number is not the agency's (cpx.md 2).
    case foreignIssuer
    /// A CPx whose last update did not end: it has to be updated again before it can be used (cpx.md 2).
    case interruptedUpdate
    /// The exchange itself failed.
    case card(CardError)
    /// A PIN is 4 to 8 ASCII digits.
    case malformedPIN
    /// No locked memory for a PIN: the process may not lock any (`RLIMIT_MEMLOCK`).
    case memoryNotLocked

    /// Runs card commands and wraps what they throw.
    static func wrapping<R>(_ body: () throws(CardError) -> R) throws(HealthCardError) -> R {
        do { return try body() } catch { throw .card(error) }
    }
}

/// The files that are read from cards.
public enum CardFile: String, Hashable, Sendable {
    /// Names and birth dates, under the root of a Vitale card (vitale.md 3.3).
    case identity = "identity file"
    /// Matricules, in the VITALE application (vitale.md 3.4).
    case matricules = "matricule file"
    /// A file with bearer templates that the card's own table leads to (vitale.md 3.6).
    case bearers = "bearer file"
    /// EF.ODF, the list of directories of a CPx card (cpx.md 3.3).
    case objectDirectory = "object directory"
    /// EF.CDF, the list of certificates.
    case certificateDirectory = "certificate directory"
    /// EF.PrKDF, the list of private keys.
    case keyDirectory = "key directory"
    /// EF.AODF, the list of PINs.
    case pinDirectory = "PIN directory"
    /// The signature certificate.
    case certificate = "signature certificate"
}
