/// Card and holder data of a virtual professional card (cpx.md 2 and 6.4). Texts are UTF-8: which alphabet real cards use is
/// not known.
enum CPS3Holder {
    /// EF.SN: issuer number, chip serial, Luhn digit, filler F.
    static func serialNumber(_ holder: ProfessionalDescription) -> [UInt8] {
        TLV.encode(0x5A, chipNumber(holder))
    }

    /// The ten bytes in EF.SN; PKCS#15's serial number is their last eight.
    static func chipNumber(_ holder: ProfessionalDescription) -> [UInt8] {
        let digits = "8025000001" + holder.chipSerial
        return Hex.decode(digits + "\(luhnDigit(digits))F") ?? []
    }

    /// CPS_ID_CARD; the dates are those of the example.
    static func card(_ holder: ProfessionalDescription) -> [UInt8] {
        template(
            0xE3, holder,
            TLV.encode(0x80, Hex.literal("80 25 00 00 01")) + TLV.encode(0x81, Hex.decode(holder.cardNumber) ?? [])
                + TLV.encode(0x82, [holder.category]) + TLV.encode(0x83, Hex.literal("20 24 03 15"))
                + TLV.encode(0x84, Hex.literal("20 27 03 31")))
    }

    /// CPS_NAME_PS; the civility is that of the example. Weak: that a card without a name has an empty template.
    static func name(_ holder: ProfessionalDescription) -> [UInt8] {
        template(0xE4, holder, holder.nominative ? TLV.encode(0x80, [0x16]) + text(0x84, holder.givenName) : [])
    }

    /// CPS_INFO_PS. A card in training or of an authorised person has its number in tag 83, an employee's has none.
    static func profession(_ holder: ProfessionalDescription) -> [UInt8] {
        let profession: [UInt8] =
            switch holder.cardType {
            case .cps: TLV.encode(0x82, [holder.profession])
            case .cpf, .cpa: TLV.encode(0x83, [holder.profession])
            case .cpe: []
            }
        return template(
            0xED, holder,
            TLV.encode(0x80, [holder.cardType.code]) + text(0x81, holder.nationalId) + profession
                + text(0x84, holder.nominative ? holder.surname : nil) + text(0x85, holder.speciality))
    }

    /// CPS_ACTIVITY_nn_PS.
    static func activity(_ situation: ProfessionalSituation, _ holder: ProfessionalDescription) -> [UInt8] {
        template(
            0xEE, holder,
            (situation.mode.map { TLV.encode(0x80, [$0]) } ?? []) + text(0x84, situation.name)
                + text(0x85, situation.structure) + text(0x86, situation.sector))
    }

    /// CPS_DATA: 64 bytes of free space.
    static let freeArea = [UInt8](repeating: 0, count: 64)

    /// Unknown tags, of one byte, of two, and constructed, go before and behind the known ones when the description wants them.
    private static func template(_ tag: UInt32, _ holder: ProfessionalDescription, _ known: [UInt8]) -> [UInt8] {
        guard holder.extraTags else { return TLV.encode(tag, known) }
        return TLV.encode(
            tag, Hex.literal("8E 02 41 42") + known + Hex.literal("9F 2A 02 43 44 AA 04 84 02 45 46"))
    }

    private static func text(_ tag: UInt32, _ value: String?) -> [UInt8] {
        value.map { TLV.encode(tag, Array($0.utf8)) } ?? []
    }

    private static func luhnDigit(_ digits: String) -> Int {
        let sum = digits.utf8.reversed().enumerated().reduce(0) { sum, item in
            let digit = Int(item.element) - 0x30
            let doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2
            return sum + (item.offset.isMultiple(of: 2) ? doubled : digit)
        }
        return (10 - sum % 10) % 10
    }
}

extension ProfessionalDescription {
    /// Category of table G01: 80 is a test card, 00 a real one (cpx.md 1.1).
    var category: UInt8 { test ? 0x80 : 0x00 }

    /// The situations with their indexes, 1 to 16; without any given, one salaried work place.
    var numberedSituations: [(index: Int, situation: ProfessionalSituation)] {
        let simulated = ProfessionalSituation(name: "CABINET SIMULE", structure: "499700000001007", sector: sector)
        return (situations ?? [simulated]).enumerated().map { ($1.index ?? $0 + 1, $1) }
    }
}

extension ProfessionalDescription.CardType {
    /// The number in CPS_INFO_PS and in certificate extension 1.2.250.1.71.1.2.2 (cpx.md 1.1).
    var code: UInt8 {
        switch self {
        case .cps: 0
        case .cpf: 1
        case .cpe: 2
        case .cpa: 3
        }
    }
}
