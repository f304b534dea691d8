/// The caller's own names of a person, kept apart from what INSi returned; every one may be absent.
public struct UsualNames: Equatable, Sendable {
    /// First given name of the civil record.
    public let firstGivenName: UsualName?
    /// Name used in daily life.
    public let usedName: UsualName?
    /// Given name used in daily life.
    public let usedGivenName: UsualName?

    /// Which of the names.
    public enum Trait: Equatable, Sendable {
        /// `firstGivenName`.
        case firstGivenName
        /// `usedName`.
        case usedName
        /// `usedGivenName`.
        case usedGivenName
    }

    /// Why names cannot be printed beside an identity.
    public enum Fault: Error, Equatable, Sendable {
        /// One of them has no fitting form.
        case name(Trait, UsualName.Fault)
        /// The list of given names does not begin with the first given name (insi.md 6.5, EXI ID 10).
        case firstGivenNameDiffers
    }

    /// No names.
    public static let none = UsualNames()

    private init() {
        firstGivenName = nil
        usedName = nil
        usedGivenName = nil
    }

    /// Checks the names of a person whose given names INSi returned as `givenNames`. Hyphen and apostrophe are as good as a
    /// space there, and accents and case do not count.
    public init(
        firstGivenName: String?, usedName: String?, usedGivenName: String?, of givenNames: RecordedName
    ) throws(Fault) {
        self.firstGivenName = try Self.name(firstGivenName, .firstGivenName)
        self.usedName = try Self.name(usedName, .usedName)
        self.usedGivenName = try Self.name(usedGivenName, .usedGivenName)
        guard let first = self.firstGivenName else { return }
        guard let words = LooseName(first.text), LooseName(givenNames.text)?.begins(with: words) == true else {
            throw .firstGivenNameDiffers
        }
    }

    private static func name(_ text: String?, _ trait: Trait) throws(Fault) -> UsualName? {
        guard let text else { return nil }
        do throws(UsualName.Fault) {
            return try UsualName(text)
        } catch {
            throw .name(trait, error)
        }
    }
}
