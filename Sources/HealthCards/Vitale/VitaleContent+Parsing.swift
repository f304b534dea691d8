import HealthIdentity
import SmartCard

extension VitaleContent {
    /// Joins the bearer templates of both files by position (vitale.md 3.3, 3.4). An empty template is nobody.
    init(identities: [[BERTLV]], matricules: [[BERTLV]]) throws(HealthCardError) {
        var numbers: [CardNumber?] = []
        for template in matricules { numbers.append(try CardNumber(template)) }
        guard numbers.dropFirst(identities.count).allSatisfy({ $0 == nil }) else {
            throw .unreadable(field: CardFile.identity.rawValue)
        }
        guard let holder = numbers.first ?? nil, identities.first?.isEmpty == false else {
            throw .unreadable(field: "policy holder")
        }
        let counts = Dictionary(grouping: numbers.compactMap { $0?.matricule }) { $0 }.mapValues(\.count)
        var beneficiaries: [VitaleBeneficiary] = []
        for (index, template) in identities.enumerated() where !template.isEmpty {
            let number = index < numbers.count ? numbers[index] : nil
            // A number that stands twice is the policy holder's, or nobody's own.
            let own = number.flatMap { index == 0 || counts[$0.matricule] == 1 ? $0 : nil }
            beneficiaries.append(try VitaleBeneficiary(index, template, own))
        }
        self.init(policyHolder: holder.matricule, beneficiaries: beneficiaries)
    }
}

/// A matricule with the key that the card holds.
private struct CardNumber: Equatable {
    let matricule: Matricule
    let key: String

    /// Nil without tag `93`, or when it holds nothing but spaces or zeros (weak: no card is known to do so).
    init?(_ template: [BERTLV]) throws(HealthCardError) {
        guard let value = template.first(where: { $0.tag == 0x93 })?.value else { return nil }
        guard !value.allSatisfy({ $0 == 0x20 || $0 == 0x30 || $0 == 0x00 }) else { return nil }
        let text = CardText.decode(value)
        guard value.count == 15, text.count == 15, let matricule = Matricule(String(text.prefix(13))) else {
            throw .unreadable(field: "matricule")
        }
        self.matricule = matricule
        key = String(text.suffix(2))
    }
}

extension VitaleBeneficiary {
    fileprivate init(_ index: Int, _ template: [BERTLV], _ number: CardNumber?) throws(HealthCardError) {
        func text(_ tag: UInt32) -> String? {
            template.first { $0.tag == tag }.map { CardText.decode($0.value) }
        }
        guard let name = text(0x80) else { throw .unreadable(field: "name") }
        guard let birthDate = text(0x82).flatMap({ BirthDate(digits: $0) }) else {
            throw .unreadable(field: "birth date")
        }
        self.init(
            index: index, name: name, givenName: text(0x81) ?? "", birthDate: birthDate, matricule: number?.matricule,
            matriculeKey: number?.key)
    }
}
