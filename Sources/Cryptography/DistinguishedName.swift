/// The name of a certificate's subject or issuer (X.501): relative names, each of one or more attributes.
public struct DistinguishedName: Sendable, Equatable {
    /// One attribute type and its value.
    public struct Attribute: Sendable, Equatable {
        /// The type as a dotted object identifier.
        public let oid: String
        /// The value as text, whatever its ASN.1 string type was.
        public let value: String

        /// An attribute of the given dotted type.
        public init(oid: String, value: String) {
            self.oid = oid
            self.value = value
        }
    }

    /// Relative names in DER order, the least specific (country) first; attributes in the certificate's order.
    public let relativeNames: [[Attribute]]

    /// A name from relative names in DER order.
    public init(relativeNames: [[Attribute]]) {
        self.relativeNames = relativeNames
    }

    /// The value of the first attribute of that type, in DER order; nil when there is none.
    public func first(_ oid: String) -> String? {
        relativeNames.lazy.joined().first { $0.oid == oid }?.value
    }
}

extension DistinguishedName {
    /// commonName; of a professional: the national identifier (cpx.md 6.2).
    public static let commonName = "2.5.4.3"
    /// surname.
    public static let surname = "2.5.4.4"
    /// countryName.
    public static let country = "2.5.4.6"
    /// localityName.
    public static let locality = "2.5.4.7"
    /// stateOrProvinceName.
    public static let state = "2.5.4.8"
    /// organizationName.
    public static let organisation = "2.5.4.10"
    /// organizationalUnitName.
    public static let organisationalUnit = "2.5.4.11"
    /// title; of a professional: the profession's label (cpx.md 6.2).
    public static let title = "2.5.4.12"
    /// givenName.
    public static let givenName = "2.5.4.42"
}
