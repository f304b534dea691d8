extension DistinguishedName {
    /// The spelling that the INSi service has accepted (insi.md 3.2, the genuine assertion): RFC 2253 order, `,` between
    /// relative names and `+` inside one, readable escaped values, and no keyword for givenName. Weak: the service
    /// evidently compares this text loosely; this is the only place that spells it.
    public var text: String {
        relativeNames.reversed().map { $0.map(Self.spell).joined(separator: "+") }.joined(separator: ",")
    }

    private static let keywords = [
        commonName: "CN", surname: "SN", country: "C", locality: "L", state: "ST",
        organisation: "O", organisationalUnit: "OU", title: "T",
    ]

    private static func spell(_ attribute: Attribute) -> String {
        "\(keywords[attribute.oid] ?? attribute.oid)=\(escape(attribute.value))"
    }

    /// RFC 2253 section 2.4; control characters as hexadecimal pairs, since XML 1.0 could not carry them.
    private static func escape(_ value: String) -> String {
        let scalars = Array(value.unicodeScalars)
        var text = ""
        for (index, scalar) in scalars.enumerated() {
            let isOuterSpace = scalar == " " && (index == 0 || index == scalars.count - 1)
            let isFirstHash = scalar == "#" && index == 0
            if scalar.value < 0x20 || scalar.value == 0x7F {
                text += scalar.value < 0x10 ? "\\0" : "\\"
                text += String(scalar.value, radix: 16, uppercase: true)
            } else {
                if isOuterSpace || isFirstHash || ",+\"\\<>;".unicodeScalars.contains(scalar) { text += "\\" }
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
