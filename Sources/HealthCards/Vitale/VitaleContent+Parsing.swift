import HealthIdentity
import SmartCard

extension VitaleContent {
    /// The people of a card from what its files say of each (vitale.md 3.3, 3.4). A template without name and birth date is
    /// nobody.
    init(_ bearers: [BearerList.Fields], possiblyCorrupted: [CardFile]) throws(HealthCardError) {
        var numbers: [CardNumber?] = []
        for fields in bearers { numbers.append(try CardNumber(fields)) }
        guard let holder = numbers.first ?? nil, bearers.first?.isIdentity == true else {
            throw .unreadable(field: "policy holder")
        }
        let counts = Dictionary(grouping: numbers.compactMap { $0?.matricule }) { $0 }.mapValues(\.count)
        var beneficiaries: [VitaleBeneficiary] = []
        for (index, (fields, number)) in zip(bearers, numbers).enumerated() where fields.isIdentity {
            // A number that stands twice is the policy holder's, or nobody's own.
            let own = number.flatMap { index == 0 || counts[$0.matricule] == 1 ? $0 : nil }
            beneficiaries.append(try VitaleBeneficiary(index, fields, own))
        }
        self.init(
            policyHolder: holder.matricule, beneficiaries: beneficiaries, possiblyCorrupted: possiblyCorrupted)
    }
}

/// A matricule with the key that the card holds.
private struct CardNumber: Equatable {
    let matricule: Matricule
    let key: String

    /// Nil without tag `93`, or when it holds nothing but padding, spaces or zeros (weak: no card is known to do so).
    init?(_ fields: BearerList.Fields) throws(HealthCardError) {
        guard let value = fields[0x93], !value.allSatisfy({ [0x00, 0x20, 0x30, 0xFF].contains($0) }) else { return nil }
        let text = CardText.decode(value)
        guard value.count == 15, text.count == 15, let matricule = Matricule(String(text.prefix(13))) else {
            throw .unreadable(field: "matricule")
        }
        self.matricule = matricule
        key = String(text.suffix(2))
    }
}

extension VitaleBeneficiary {
    fileprivate init(
        _ index: Int, _ fields: BearerList.Fields, _ number: CardNumber?
    ) throws(HealthCardError) {
        func text(_ tag: UInt32) -> String? { fields[tag].map(CardText.decode) }
        guard let name = text(0x80) else { throw .unreadable(field: "name") }
        guard let birthDate = text(0x82).flatMap({ BirthDate(digits: $0) }) else {
            throw .unreadable(field: "birth date")
        }
        self.init(
            index: index, name: name, givenName: text(0x81) ?? "", birthDate: birthDate, matricule: number?.matricule,
            matriculeKey: number?.key)
    }
}
