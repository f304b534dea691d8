/// Family of a professional card; the raw value is the SAML name qualifier (cpx.md 1.1).
public enum CPxCardType: String, Hashable, Sendable {
    /// Health professional.
    case cps = "CPS"
    /// Professional in training.
    case cpf = "CPF"
    /// Staff of an institution.
    case cpe = "CDE-CPE"
    /// Authorised staff.
    case cpa = "CPA"
    /// Not stated, or unknown.
    case unknown = "CPX"

    /// By the code of certificate extension 1.2.250.1.71.1.2.2 or of CPS_INFO_PS.
    init(_ code: UInt8?) {
        self =
            switch code {
            case 0: .cps
            case 1: .cpf
            case 2: .cpe
            case 3: .cpa
            default: .unknown
            }
    }
}
