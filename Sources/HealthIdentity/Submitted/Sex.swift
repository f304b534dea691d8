/// The two values that INSi knows; an indeterminate sex is never sent (insi.md 6.2, EF_INS25_04).
public enum Sex: String, CaseIterable, Sendable, Codable {
    /// Male.
    case male = "M"
    /// Female.
    case female = "F"
}
