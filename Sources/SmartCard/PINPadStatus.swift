/// What a reader with a pad answers by itself, when the card was not asked (PC/SC part 10 v2.02.09, 2.5.2).
extension StatusWord {
    /// `6400`, nobody finished typing in time.
    public static let padTimedOut = StatusWord(rawValue: 0x6400)
    /// `6401`, the person cancelled.
    public static let padCancelled = StatusWord(rawValue: 0x6401)
    /// `6403`, the person typed too few or too many digits.
    public static let padWrongLength = StatusWord(rawValue: 0x6403)
}
