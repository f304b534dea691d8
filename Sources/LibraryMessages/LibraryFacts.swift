public import FoundationEssentials

/// What the libraries told of a card; what no configured library tells is nil.
public struct LibraryFacts: Codable, Equatable, Sendable {
    /// What the API de lecture gave, at most 64 KiB.
    public var xml: Data?
    /// MICA's logical serial number, bytes as it gave them.
    public var serial: Data?
    /// MICA's `natureCarte`.
    public var nature: UInt8?
    /// MICA's version.
    public var version: Data?

    /// Nothing yet.
    public init() {}
}
