import XML

/// The assertion that a Vitale card is present: unsigned, second in the Security header (insi.md 3.9).
public struct VitaleAssertion: Sendable, Equatable, CustomStringConvertible {
    /// Seconds after which it is obsolete: the caller builds a new one (insi.md 3.9).
    public static let lifetime: Int64 = 20 * 60

    /// Its `ID`.
    public let id: String
    /// Its `IssueInstant`, UTC with milliseconds.
    public let issueInstant: String
    /// The same in whole seconds since 1970 UTC.
    public let issuedAt: Int64
    /// The element in UTF-8, without XML declaration.
    public let octets: [UInt8]

    /// Writes the assertion. `issuer` is the common name of the professional's certificate, that is the national
    /// identifier; `serial` the card's logical serial number, 1 to 20 decimal digits, written with at least 12; `id` is
    /// `_` and a UUID; `issueInstant` reads `yyyy-MM-ddTHH:mm:ss.SSSZ`.
    ///
    /// Throws `SAMLError.malformed` with the part that is none of this, `.xml` for an issuer that XML cannot hold.
    public init(issuer: String, serial: String, id: String, issueInstant: String) throws(SAMLError) {
        guard !issuer.isEmpty else { throw .malformed(what: "Issuer") }
        guard let nameID = Self.nameID(serial) else { throw .malformed(what: "NameID") }
        guard Self.isIdentifier(id) else { throw .malformed(what: "ID") }
        guard let issuedAt = IssueInstant.seconds(issueInstant) else { throw .malformed(what: "IssueInstant") }
        self.id = id
        self.issueInstant = issueInstant
        self.issuedAt = issuedAt
        octets = try xml { () throws(XMLError) in
            try Self.octets(issuer: issuer, nameID: nameID, id: id, issueInstant: issueInstant)
        }
    }

    /// Whether it may still be sent at `seconds` since 1970 UTC: not from the future and younger than 20 minutes.
    public func isFresh(at seconds: Int64) -> Bool {
        (issuedAt..<issuedAt + Self.lifetime).contains(seconds)
    }

    /// The `ID` only: the rest names a card and a person.
    public var description: String { "VitaleAssertion(\(id))" }

    /// Twelve digits at least, no leading zero beyond them: how the owner's sample writes a serial (vitale.md 5.5).
    private static func nameID(_ serial: String) -> String? {
        let digits = serial.utf8
        guard (1...20).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let significant = String(serial.drop { $0 == "0" })
        return String(repeating: "0", count: max(0, 12 - significant.utf8.count)) + significant
    }

    private static func isIdentifier(_ text: String) -> Bool {
        let dashes: Set = [8, 13, 18, 23]
        let uuid = Array(text.utf8.dropFirst())
        return text.utf8.first == UInt8(ascii: "_") && uuid.count == 36
            && uuid.enumerated().allSatisfy { index, byte in
                dashes.contains(index) ? byte == UInt8(ascii: "-") : isHexadecimal(byte)
            }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
    }

    private static func octets(
        issuer: String, nameID: String, id: String, issueInstant: String
    ) throws(XMLError) -> [UInt8] {
        var writer = try XMLWriter()
        try writer.start(AssertionName.assertion)
        try writer.attribute("ID", id)
        try writer.attribute("IssueInstant", issueInstant)
        try writer.attribute("Version", "2.0")
        try writer.element(AssertionName.issuer, text: issuer)
        try writer.start(AssertionName.subject)
        try writer.start(AssertionName.nameID)
        try writer.attribute("NameQualifier", AssertionName.vitaleQualifier)
        try writer.text(nameID)
        try writer.end()
        try writer.end()
        try writer.end()
        return try writer.finish()
    }
}
