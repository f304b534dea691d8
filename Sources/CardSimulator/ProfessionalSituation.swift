/// One situation d'exercice of a virtual professional card: the data object `CPS_ACTIVITY_nn_PS` (cpx.md 6.4). Every key is
/// optional; what is absent is not on the card.
///
///     {"index": 3, "mode": 1, "name": "HOPITAL SIMULE", "structure": "1990000001", "sector": "SA01"}
public struct ProfessionalSituation: Codable, Equatable, Sendable {
    /// 1 to 16; its place in the list when absent. Indexes on a card may have gaps.
    public var index: Int?
    /// Mode of table G17: 0 self-employed, 1 salaried, 4 replacement, 7 unpaid.
    public var mode: UInt8?
    /// Name of the structure.
    public var name: String?
    /// National identifier of the structure, type digit first.
    public var structure: String?
    /// Sector, four characters of table R02.
    public var sector: String?

    /// A situation in code, unchecked until a card is made of it.
    public init(
        index: Int? = nil, mode: UInt8? = 1, name: String? = nil, structure: String? = nil, sector: String? = nil
    ) {
        self.index = index
        self.mode = mode
        self.name = name
        self.structure = structure
        self.sector = sector
    }

    /// Refuses unknown keys.
    public init(from decoder: any Decoder) throws {
        try DescriptionDecoding.refuseUnknownKeys(in: decoder, keys: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        index = try container.decodeIfPresent(Int.self, forKey: .index)
        mode = try container.decodeIfPresent(UInt8.self, forKey: .mode)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        structure = try container.decodeIfPresent(String.self, forKey: .structure)
        sector = try container.decodeIfPresent(String.self, forKey: .sector)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case index, mode, name, structure, sector
    }
}
