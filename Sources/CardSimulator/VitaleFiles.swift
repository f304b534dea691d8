/// The two free files of a Vitale 2, made from a description (vitale.md 3.3, 3.4, 3.8).
struct VitaleFiles {
    /// SFI 2 of the MF: names and birth dates.
    let identities: [UInt8]
    /// SFI 2 of the application VITALE: nationality and number, in the same order.
    let numbers: [UInt8]

    init(_ description: VitaleDescription) throws(CardDescriptionError) {
        var identities: [UInt8] = []
        var numbers: [UInt8] = []
        for bearer in description.bearers {
            identities += try Self.identity(of: bearer)
            numbers += try Self.number(of: bearer)
        }
        self.identities = Self.fit(identities, description.layout)
        self.numbers = Self.fit(numbers, description.layout)
    }

    private static func identity(of bearer: Bearer) throws(CardDescriptionError) -> [UInt8] {
        let date = bearer.birthDate.filter { $0 != "-" }
        return try TLV.encode(
            0x65,
            field(0x80, bearer.name, "name") + field(0x81, bearer.givenName, "givenName")
                + field(0x82, date, "birthDate"))
    }

    private static func number(of bearer: Bearer) throws(CardDescriptionError) -> [UInt8] {
        var fields = try field(0x90, bearer.nationality, "nationality")
        if let matricule = bearer.matricule {
            guard let computed = key(of: matricule) else {
                throw .wrongValue(key: "matricule", expected: "12 digits and, at the seventh place, a digit, A or B")
            }
            fields += try field(0x93, matricule + (bearer.key ?? computed), "key")
        } else if bearer.key != nil {
            throw .wrongValue(key: "key", expected: "accompanied by a matricule")
        }
        return TLV.encode(0x65, fields)
    }

    private static func field(_ tag: UInt32, _ text: String, _ key: String) throws(CardDescriptionError) -> [UInt8] {
        let bytes = try DescriptionDecoding.latin1(text, key: key)
        guard bytes.count <= 255 else { throw .wrongValue(key: key, expected: "at most 255 characters long") }
        return TLV.encode(tag, bytes)
    }

    /// The control key by vitale.md 8.1: 97 − (number mod 97), where Corsica's 2A counts as 19 and 2B as 18.
    private static func key(of matricule: String) -> String? {
        guard matricule.utf8.count == 13 else { return nil }
        let digits = matricule.replacingPrefix(5, "2A", by: "19").replacingPrefix(5, "2B", by: "18")
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else { return nil }
        let key = 97 - number % 97
        return key < 10 ? "0\(key)" : "\(key)"
    }

    private static func fit(_ data: [UInt8], _ layout: VitaleDescription.Layout) -> [UInt8] {
        switch layout {
        case .exact: data
        case .padded: data + [UInt8](repeating: 0, count: max(256, (data.count + 255) / 256 * 256) - data.count)
        }
    }
}

extension String {
    /// Exchanges `old` for `new` when it stands right behind the first `count` characters.
    fileprivate func replacingPrefix(_ count: Int, _ old: String, by new: String) -> String {
        let rest = dropFirst(count)
        return rest.hasPrefix(old) ? prefix(count) + new + rest.dropFirst(old.count) : self
    }
}
