/// What could not be done with a document. No text of the document is kept.
public enum XMLError: Error, Equatable, Sendable {
    /// Not well-formed, or a prefix without a namespace; the line, from 1, where reading stopped.
    case malformed(line: Int)
    /// Well-formed perhaps, but not accepted here: `DTD`, `size` or `depth`.
    case refused(feature: String)
    /// An element or attribute that had to be there: names only, joined by `/`.
    case missing(path: String)
    /// A character that XML 1.0 cannot hold: its Unicode scalar value.
    case unwritable(scalar: UInt32)
    /// A schema that cannot be read; what libxml2 says about it.
    case unusableSchema(reason: String)
    /// libxml2 gave up: the C function asked and its result.
    case libxml2(function: String, code: Int32)
}
