/// What the INS Data Matrix says of a qualified identity, by the rules of « INS — Format datamatrix » v2.2 (ANS, 26/09/2023).
///
/// The specification itself was not read: its rules are known through two implementations that agree (Mediboard,
/// `CPatientINSNIR`; lsoulier42/healthcare-domain) and a sample of the ZXing tests. All of them stand in this file
/// (datamatrix.md).
public struct INSDataMatrixContent: Hashable, Sendable {
    /// The ASCII text to be encoded.
    public let text: String

    /// The content for an identity.
    public init(_ identity: QualifiedIdentity) {
        text = Self.written([
            Field("S1", identity.number.matricule.number + identity.number.key, .fixed),
            Field("S2", identity.number.oid, .upTo(20)),
            Field("S3", identity.givenNames.text, .upTo(100)),
            Field("S4", identity.birthName.text, .upTo(100)),
            Field("S5", identity.sex.rawValue, .fixed),
            Field("S6", identity.birthDate.dayFirst(separator: "-"), .fixed),
            Field("S7", identity.birthPlace.code, .fixed),
        ])
    }

    /// One block: its two characters and its value.
    struct Field {
        enum Length {
            /// Always the same.
            case fixed
            /// At most so many characters.
            case upTo(Int)
        }

        let identifier: String
        let value: String
        let length: Length

        init(_ identifier: String, _ value: String, _ length: Length) {
            self.identifier = identifier
            self.value = value
            self.length = length
        }

        /// Whether its end must be marked: a fixed length and a maximum mark it by themselves.
        var isOpen: Bool {
            guard case .upTo(let maximum) = length else { return false }
            return value.utf8.count < maximum
        }
    }

    /// Kind of document, version of the format, and what is reserved.
    private static let header = "IS" + "01" + String(repeating: "0", count: 22)
    /// `<GS>`, ASCII 29.
    private static let separator = "\u{1D}"

    /// The header and the blocks, each that is open and not the last followed by a separator.
    static func written(_ fields: [Field]) -> String {
        var text = header
        for (index, field) in fields.enumerated() {
            text += field.identifier + field.value
            if field.isOpen, index < fields.count - 1 { text += separator }
        }
        return text
    }
}
