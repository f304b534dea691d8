public import HealthCards
import HealthIdentity
import XML

extension OfficialContent {
    /// Caps of vitale.md 3.7 hold here too.
    private static let maximumBearers = 64

    /// Reads what the reading API gave, in either form of vitale.md 5.4. `chip` is what MICA told of the card in our reader;
    /// without it the document's own `numSerie` stands in, without nature.
    ///
    /// Throws `cardChanged` when the two numbers differ: the reading API chooses its reader itself. Throws `unreadable` with the element that is there and cannot be understood; nothing has to be there.
    public init(xml bytes: [UInt8], chip: VitaleChip?) throws(OfficialReadingError) {
        let document = try OfficialDocument.parse(bytes)
        let people = Self.people(in: document)
        guard !people.isEmpty, people.count <= Self.maximumBearers else { throw .unreadable("T_AsnBeneficiaire") }
        var bearers: [OfficialBearer] = []
        for person in people { bearers.append(try OfficialBearer(person)) }
        let own = Self.chip(in: document)
        if let chip, let own, !chip.hasSameSerial(as: own) { throw .cardChanged }
        self.init(
            bearers: Self.withoutSharedNumbers(bearers), chip: chip ?? own, isBoundToReader: chip != nil && own != nil)
    }

    /// The outermost elements that stand for a person: by their name, by their place, or by holding an identity.
    private static func people(in element: XMLElement) -> [XMLElement] {
        element.elements.flatMap { child in
            let isPerson =
                child.name.local.lowercased() == "t_asnbeneficiaire" || element.name.local == "listeBenef"
                || child.elements.contains { $0.name.local == "ident" }
            return isPerson ? [child] : people(in: child)
        }
    }

    /// Weak: that `numSerie` is the logical serial number of MICA is an inference from its example. Anything but 1 to 20
    /// digits is not it.
    private static func chip(in document: XMLElement) -> VitaleChip? {
        document.value("numSerie").flatMap { VitaleChip(decimal: $0, nature: nil) }
    }

    /// An own number that stands twice is nobody's own, but for the policy holder's (vitale.md 3.4).
    private static func withoutSharedNumbers(_ bearers: [OfficialBearer]) -> [OfficialBearer] {
        let counts = Dictionary(grouping: bearers.compactMap { $0.own?.matricule }) { $0 }.mapValues(\.count)
        return bearers.map { bearer in
            guard let own = bearer.own?.matricule, bearer.quality != 0 else { return bearer }
            let isHolders = bearer.quality != nil && own == bearer.policyHolder?.matricule
            return isHolders || counts[own] != 1 ? bearer.withoutOwn : bearer
        }
    }
}
