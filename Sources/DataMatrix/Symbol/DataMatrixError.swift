/// Why there is no symbol. No part of the content is kept.
public enum DataMatrixError: Error, Equatable, Sendable {
    /// Nothing to encode.
    case empty
    /// A character that is not one of ASCII, at this position counted in bytes from 1.
    case unencodable(position: Int)
    /// More than the largest square symbol holds: this many bytes.
    case tooLong(count: Int)
    /// libdmtx gave up: the function asked.
    case libdmtx(function: String)
    /// The symbol, read again, does not say what it was made from: it is never given out.
    case readsDifferently
}
