import HealthCards

extension CardKind {
    /// The word of the state document.
    var stateName: String {
        switch self {
        case .vitale: "vitale"
        case .vitale1: "vitale1"
        case .cps3, .cps4, .cps2ter, .contactlessCPx: "professional"
        case .bankCard: "bankCard"
        case .phone: "phone"
        case .unknown: "unknown"
        }
    }

    /// Whose card it is; nil for a card that is nobody's here.
    var role: ReaderState.Role? {
        switch self {
        case .vitale, .vitale1: .patient
        case .cps3, .cps4, .cps2ter, .contactlessCPx: .professional
        case .phone: .patient
        case .bankCard, .unknown: nil
        }
    }

    /// Why a card of this kind is not read.
    var problem: Problem {
        switch self {
        case .vitale1: .vitaleFirstGeneration
        case .vitale: .vitaleUnreadable
        case .cps2ter: .professionalSecondGeneration
        case .contactlessCPx: .professionalContactless
        case .cps3, .cps4: .professionalUnreadable
        case .bankCard: .cardBank
        case .phone: .cardPhone
        case .unknown: .cardUnsupported
        }
    }
}

extension VitaleWarning {
    /// The word of the state document.
    var stateName: String {
        switch self {
        case .possiblyCorrupted: "possiblyCorrupted"
        case .wrongKey(let index): "key.incoherent.\(index)"
        }
    }
}

extension CPxHolder {
    /// Given name and surname as the certificate has them; nil when the card is not nominative.
    var displayName: String? {
        let parts = [givenName, surname].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
