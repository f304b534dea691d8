/// The contents of the two free files of a Vitale 2, made from a description (vitale.md 3.3, 3.4, 3.8).
struct VitaleFiles {
    /// SFI 2 of the MF: names and birth dates. Nil when the file does not exist.
    let identities: [UInt8]?
    /// SFI 2 of the application VITALE: nationality and number, in the same order. Nil when the file does not exist.
    let numbers: [UInt8]?

    init(_ description: VitaleDescription) throws(CardDescriptionError) {
        try description.validate()
        var identities: [UInt8] = []
        var numbers: [UInt8] = []
        for bearer in description.bearers {
            let identity = try Self.identity(of: bearer, width: description.textWidth ?? 0)
            let number = try Self.number(of: bearer)
            switch description.schema {
            case .twoFiles:
                identities += TLV.encode(0x65, identity)
                numbers += TLV.encode(0x65, number)
            case .allInIdentity: identities += TLV.encode(0x65, identity + number)
            case .allInMatricules: numbers += TLV.encode(0x65, identity + number)
            }
        }
        self.identities = try Self.file(
            .identity, identities, description, cut: description.truncated.identity, isAbsentIn: .allInMatricules)
        self.numbers = try Self.file(
            .matricules, numbers, description, cut: description.truncated.matricules, isAbsentIn: .allInIdentity)
    }

    private static func identity(of bearer: Bearer, width: Int) throws(CardDescriptionError) -> [UInt8] {
        let date = bearer.birthDate.filter { $0 != "-" }
        guard let extra = Hex.decode(bearer.extra ?? ""), extra.count <= 255 else {
            throw .wrongValue(key: "extra", expected: "at most 255 bytes in hexadecimal")
        }
        return try field(0x80, bearer.name, "name", width: width)
            + field(0x81, bearer.givenName, "givenName", width: width) + field(0x82, date, "birthDate") + extra
    }

    private static func number(of bearer: Bearer) throws(CardDescriptionError) -> [UInt8] {
        var fields = try field(0x90, bearer.nationality, "nationality")
        if let matricule = bearer.matricule {
            guard let computed = NIRKey.compute(matricule) else {
                throw .wrongValue(key: "matricule", expected: "12 digits and, at the seventh place, a digit, A or B")
            }
            fields += try field(0x93, matricule + (bearer.key ?? computed), "key")
        } else if bearer.key != nil {
            throw .wrongValue(key: "key", expected: "accompanied by a matricule")
        }
        return fields
    }

    private static func field(
        _ tag: UInt32, _ text: String, _ key: String, width: Int = 0
    ) throws(CardDescriptionError) -> [UInt8] {
        var bytes = try DescriptionDecoding.latin1(text, key: key)
        guard bytes.count <= 255 else { throw .wrongValue(key: key, expected: "at most 255 characters long") }
        bytes += [UInt8](repeating: 0x20, count: max(0, width - bytes.count))
        return TLV.encode(tag, bytes)
    }

    /// What the file of that name finally holds.
    private static func file(
        _ file: VitaleDescription.File, _ data: [UInt8], _ description: VitaleDescription, cut: Int,
        isAbsentIn schema: VitaleDescription.Schema
    ) throws(CardDescriptionError) -> [UInt8]? {
        let isEmpty = description.empty.contains(file)
        guard description.schema != schema || isEmpty else { return nil }
        let data = isEmpty ? [] : data
        guard cut <= data.count else {
            throw .wrongValue(key: "truncated.\(file.rawValue)", expected: "at most the file's size")
        }
        let size = description.fileSize ?? max(256, (data.count + 255) / 256 * 256)
        guard max(size, data.count) <= VitaleFacts.largestFile, size >= data.count || description.fileSize == nil else {
            throw .wrongValue(key: "fileSize", expected: "large enough for the bearers, within 32767")
        }
        switch description.layout {
        case .exact: return data.dropLast(cut)
        case .padded: return data + [UInt8](repeating: 0x00, count: size - data.count)
        case .paddedFF: return data + [UInt8](repeating: 0xFF, count: size - data.count)
        }
    }
}
