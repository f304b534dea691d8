/// The numbers of a key pair (cpx.md 0, fact 5).
struct CPS3KeyNumbers {
    /// What follows the application's name in the PKCS#15 identifier.
    let identifier: UInt8
    /// The reference in PrKDF.
    let reference: UInt8
}

extension ProfessionalDescription.Generation {
    var signatureKey: CPS3KeyNumbers {
        self == .cps3 ? .init(identifier: 0x01, reference: 0x81) : .init(identifier: 0x10, reference: 0x10)
    }

    var authenticationKey: CPS3KeyNumbers {
        self == .cps3 ? .init(identifier: 0x02, reference: 0x82) : .init(identifier: 0x20, reference: 0x20)
    }
}
