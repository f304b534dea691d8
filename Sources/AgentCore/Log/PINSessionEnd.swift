/// Why a PIN session ended.
enum PINSessionEnd: String {
    /// Somebody asked for it, the machine slept or the agent ends.
    case asked
    /// Nobody at the desk used it for long.
    case idle
    /// Another program reset the card, or the card no longer holds the PIN.
    case lost
    /// The card left.
    case cardRemoved
}
