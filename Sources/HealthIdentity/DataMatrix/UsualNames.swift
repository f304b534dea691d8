/// The caller's own names of a person, kept apart from what INSi returned.
public struct UsualNames: Equatable, Sendable {
    /// First given name of the civil record.
    public let firstGivenName: UsualName
    /// Name used in daily life, where there is one.
    public let usedName: UsualName?
    /// Given name used in daily life, where there is one.
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
        case name(Trait, NameFault)
        /// No first given name, and the list has more than one word: it is not cut by us (insi.md 4.6).
        case firstGivenNameMissing
        /// The list of given names does not begin with the first given name, or only with half of a compound one
        /// (insi.md 6.5, EXI ID 10).
        case firstGivenNameDiffers
    }

    /// Checks the names of a person whose given names INSi returned as `givenNames`. Hyphen and apostrophe are as good as a
    /// space there, and accents and case do not count. A list of one word is its own first given name.
    public init(
        firstGivenName: String?, usedName: String?, usedGivenName: String?, of givenNames: RecordedName
    ) throws(Fault) {
        let only = LooseName(givenNames.text)?.words.count == 1 ? givenNames.text : nil
        guard let first = try Self.name(firstGivenName ?? only, .firstGivenName) else { throw .firstGivenNameMissing }
        self.firstGivenName = first
        self.usedName = try Self.name(usedName, .usedName)
        self.usedGivenName = try Self.name(usedGivenName, .usedGivenName)
        guard GivenNameList(givenNames.text).start(like: first.text)?.isInsideCompound == false else {
            throw .firstGivenNameDiffers
        }
    }

    private static func name(_ text: String?, _ trait: Trait) throws(Fault) -> UsualName? {
        guard let text else { return nil }
        do throws(NameFault) {
            return try UsualName(text)
        } catch {
            throw .name(trait, error)
        }
    }
}
