/// What a certificate's key may be used for (RFC 5280 section 4.2.1.3); the raw value has OpenSSL's bits.
public struct KeyUsage: OptionSet, Sendable, Hashable {
    /// First octet of the BIT STRING in the low byte, second octet in the high byte.
    public let rawValue: UInt32

    /// A set from OpenSSL's bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// digitalSignature: a card's authentication certificate (cpx.md 6.3).
    public static let digitalSignature = KeyUsage(rawValue: 0x80)
    /// nonRepudiation: a card's signature certificate (cpx.md 6.3).
    public static let nonRepudiation = KeyUsage(rawValue: 0x40)
    /// keyEncipherment.
    public static let keyEncipherment = KeyUsage(rawValue: 0x20)
    /// keyCertSign: an authority.
    public static let keyCertSign = KeyUsage(rawValue: 0x04)
    /// cRLSign: an authority.
    public static let crlSign = KeyUsage(rawValue: 0x02)
}
