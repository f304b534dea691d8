/// A name as the caller's own file has it, to be printed in clear beside the Data Matrix and never inside: accents and lower
/// case are as they are.
public struct UsualName: Hashable, Sendable {
    /// 1 to 100 Unicode scalars.
    public let text: String

    /// Accepts the name or says why not; positions count Unicode scalars.
    public init(_ text: String) throws(NameFault) {
        let scalars = Array(text.unicodeScalars)
        guard (1...100).contains(scalars.count) else { throw .length }
        var marks = 0
        for (index, scalar) in scalars.enumerated() {
            let role = Role(scalar)
            marks = role == .mark ? marks + 1 : 0
            // More marks than any script puts on a letter would be drawn over the lines above and below.
            guard let role, marks <= Self.mostMarks, index > 0 || role != .mark else {
                throw .character(position: index + 1)
            }
        }
        guard scalars.first.flatMap(Role.init) != .space, scalars.last.flatMap(Role.init) != .space else { throw .edge }
        guard scalars.contains(where: { Role($0) == .letter }) else { throw .noLetter }
        self.text = text
    }

    private static let mostMarks = 2

    /// What a character does in a name; nothing that is not seen has a role, and no picture.
    private enum Role {
        case letter, mark, space, sign

        init?(_ scalar: Unicode.Scalar) {
            guard !scalar.properties.isDefaultIgnorableCodePoint else { return nil }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: self = .letter
            case .nonspacingMark, .spacingMark: self = .mark
            case .spaceSeparator: self = .space
            case .decimalNumber, .dashPunctuation: self = .sign
            default:
                guard "'\u{2019}\u{2018}.,()/\u{B7}".unicodeScalars.contains(scalar) else { return nil }
                self = .sign
            }
        }
    }
}
