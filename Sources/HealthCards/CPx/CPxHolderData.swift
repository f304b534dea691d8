import SmartCard

/// What the free data objects of a card tell of its holder (cpx.md 6.4): `E3` card, `E4` name, `ED` professional.
///
/// Every field may be missing; one that is odd is taken as missing.
struct CPxHolderData: Equatable, Sendable {
    /// The ten digits printed on the card.
    private(set) var cardNumber: String?
    /// Whether the product category has its test bit.
    private(set) var isTestCard = false
    /// Madame, Mademoiselle or Monsieur.
    private(set) var civility: String?
    /// Family of the card.
    private(set) var cardType: UInt8?
    /// Profession, table G15.
    private(set) var profession: UInt8?
    /// Profession that a card in training leads to, table G15; another number on a CPA.
    private(set) var futureProfession: UInt8?
    /// Speciality, table R01.
    private(set) var speciality: String?
    /// The fields whose meaning is not known, as they came.
    private(set) var unknownTags: [BERTLV] = []

    /// From the outer templates; others than the three are passed over.
    init(_ templates: [BERTLV]) {
        for template in templates {
            for field in template.children.objects {
                switch template.tag {
                case 0xE3: card(field)
                case 0xE4: name(field)
                case 0xED: professional(field)
                default: break
                }
            }
        }
    }

    private mutating func card(_ field: BERTLV) {
        switch field.tag {
        case 0x80, 0x83, 0x84: break
        case 0x81: cardNumber = field.value.count == 5 ? CPxText.digits(field.value) : nil
        case 0x82: isTestCard = field.value.count == 1 && field.value[0] & 0x80 != 0
        default: unknownTags.append(field)
        }
    }

    private mutating func name(_ field: BERTLV) {
        switch field.tag {
        case 0x80: civility = Self.byte(field).flatMap(Self.civility)
        case 0x84: break
        default: unknownTags.append(field)
        }
    }

    private mutating func professional(_ field: BERTLV) {
        switch field.tag {
        case 0x80: cardType = Self.byte(field)
        case 0x81, 0x84: break
        case 0x82: profession = Self.byte(field)
        case 0x83: futureProfession = Self.byte(field)
        case 0x85: speciality = CPxText.decode(field.value)
        default: unknownTags.append(field)
        }
    }

    private static func civility(_ code: UInt8) -> String? {
        switch code {
        case 22: "Madame"
        case 23: "Mademoiselle"
        case 31: "Monsieur"
        default: nil
        }
    }

    private static func byte(_ field: BERTLV) -> UInt8? {
        field.value.count == 1 ? field.value[0] : nil
    }
}
