/// What the fictitious person at a PIN pad does when the reader asks for a code.
public enum PadEntry: Equatable, Sendable {
    /// Types digits and presses the validation key.
    case digits(String)
    /// Presses the cancel key.
    case cancel
    /// Does nothing until the time is over; the test does not wait for that.
    case timeout
    /// Is not there: the time really runs, until it is over or the card leaves.
    case nobody
}
