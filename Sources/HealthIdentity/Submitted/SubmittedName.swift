/// A birth name or given name in the only spelling that may be sent to INSi: capitals, space, apostrophe, hyphen
/// (insi.md 6.1).
public struct SubmittedName: Hashable, Sendable {
    /// `A` to `Z`, space, `'` and `-`.
    public let text: String

    /// Which rules apply.
    public enum Kind: Sendable {
        /// May hold the double hyphen of double names.
        case birthName
        /// Ends neither with a hyphen nor with an apostrophe.
        case givenName
    }

    /// Why a name cannot be sent; positions count characters from 1, in the text as it was given.
    public enum Fault: Error, Equatable, Sendable {
        /// Nothing in it.
        case empty
        /// No letter of the alphabet stands for this character, and none is dropped.
        case noEquivalent(character: UInt32, position: Int)
        /// It begins with a hyphen.
        case start
        /// It ends with a hyphen or an apostrophe.
        case end
        /// Two signs follow each other that may not: spaces, apostrophes, a space and an apostrophe, hyphens.
        case doubledSign
    }

    /// Accents, ligatures, lower case, typographic apostrophes and hyphens become what the service accepts, and white space
    /// around the name goes; anything else is refused.
    public init(_ name: String, as kind: Kind) throws(Fault) {
        let text = try Self.transcribed(name)
        guard !text.isEmpty else { throw .empty }
        guard text.first != "-" else { throw .start }
        let forbidden = ["  ", "''", " '", "' "] + (kind == .givenName ? ["--"] : ["---"])
        guard !forbidden.contains(where: text.contains) else { throw .doubledSign }
        guard kind == .birthName || (text.last != "-" && text.last != "'") else { throw .end }
        guard text.contains(where: \.isLetter) else { throw .empty }
        self.text = text
    }

    /// Several given names in one, as the last attempt of the strategy sends them (insi.md 6.4); nil when together they break
    /// a rule that each keeps.
    public init?(joining names: [SubmittedName]) {
        do throws(Fault) {
            try self.init(names.map(\.text).joined(separator: " "), as: .givenName)
        } catch {
            return nil
        }
    }

    private static func transcribed(_ name: String) throws(Fault) -> String {
        var text = ""
        for (index, character) in name.enumerated() {
            for (place, scalar) in character.unicodeScalars.enumerated() {
                if place > 0, LatinLetter.isMark(scalar) { continue }
                guard let equivalent = sign(scalar) ?? LatinLetter.base(of: scalar) else {
                    throw .noEquivalent(character: scalar.value, position: index + 1)
                }
                text += equivalent
            }
        }
        return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private static func sign(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case " ", "\u{A0}", "\u{202F}": " "
        case "'", "\u{2019}", "\u{2018}", "\u{2BC}": "'"
        case "-", "\u{2010}", "\u{2011}": "-"
        default: nil
        }
    }
}
