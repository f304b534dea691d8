/// A name as the caller's own file has it, to be printed in clear beside the Data Matrix and never inside: accents and lower
/// case are as they are.
public struct UsualName: Hashable, Sendable {
    /// 1 to 100 Unicode scalars.
    public let text: String

    /// Why a name cannot be printed; positions count Unicode scalars from 1.
    public enum Fault: Error, Equatable, Sendable {
        /// Nothing in it, or more than 100 characters.
        case length
        /// A control, one that is not seen, such as a change of direction, or no character at all.
        case character(position: Int)
        /// It begins or ends with a space.
        case edge
        /// No letter in it.
        case noLetter
    }

    /// Accepts the name or says why not.
    public init(_ text: String) throws(Fault) {
        let scalars = Array(text.unicodeScalars)
        guard (1...100).contains(scalars.count) else { throw .length }
        if let foreign = scalars.firstIndex(where: { !Self.isSeen($0) }) { throw .character(position: foreign + 1) }
        guard scalars.first?.properties.isWhitespace == false, scalars.last?.properties.isWhitespace == false else {
            throw .edge
        }
        guard scalars.contains(where: \.properties.isAlphabetic) else { throw .noLetter }
        self.text = text
    }

    private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
