public import CardSimulator
public import Cryptography
public import HealthIdentity
public import INSi

/// Fictitious people, their cards, and what the service says of them. The patient's values occur nowhere else: a test can
/// search for them where they must not be.
public enum Sample {
    /// Family name on the Vitale card.
    public static let name = "ZZCANARI"
    /// Given name on the Vitale card.
    public static let givenName = "QUIRINETTE"
    /// Number on the Vitale card.
    public static let matricule = "2870692999042"
    /// Birth date, with dashes.
    public static let birthDate = "1987-06-13"
    /// What may not be found once the patient's card is gone.
    public static let canaries = [name, givenName, matricule, birthDate, "19870613"]

    /// The authority of every sample card.
    public static let authority = Result { () throws(CryptoError) in try TestAuthority() }

    /// A CPS3 with PIN 1234; making its keys takes a few tenths of a second.
    public static func professionalCard(
        _ change: (inout ProfessionalDescription) -> Void = { _ in }
    ) throws -> CPS3Card {
        var description = ProfessionalDescription()
        change(&description)
        return try CPS3Card(description, authority: authority.get())
    }

    /// A Vitale card of the patient alone.
    public static func vitaleCard(atr: String? = nil) throws -> VitaleCard {
        try VitaleCard(VitaleDescription(bearers: [patient], atr: atr))
    }

    /// A Vitale card of the patient and a child without a number.
    public static func familyCard() throws -> VitaleCard {
        let child = Bearer(name: name, givenName: "ZOE", birthDate: "20120230")
        return try VitaleCard(VitaleDescription(bearers: [patient, child]))
    }

    /// Somebody else's Vitale card.
    public static func otherVitaleCard() throws -> VitaleCard {
        let bearer = Bearer(name: "AUTRE", givenName: "JEAN", birthDate: "19750412", matricule: "1750499999001")
        return try VitaleCard(VitaleDescription(bearers: [bearer]))
    }

    /// One identity found: the patient's.
    public static func found() -> INSiAnswer {
        let traits = PatientTraits(
            birthName: name, givenNames: givenName, sex: "F", birthDate: BirthDate(birthDate), birthPlace: "92012")
        let identity = Matricule(matricule).map {
            INSIdentity(
                active: INSNumber(matricule: $0, key: $0.key, oid: "1.2.250.1.213.1.4.8"), history: [], traits: traits)
        }
        return answer(.found, identity: identity)
    }

    /// An answer of that code.
    public static func answer(_ code: ReturnCode, identity: INSIdentity? = nil) -> INSiAnswer {
        INSiAnswer(
            messageID: "uuid:sample", content: .init(returnCode: code, label: nil, identity: identity),
            image: Array("<image/>".utf8))
    }

    private static var patient: Bearer {
        Bearer(name: name, givenName: givenName, birthDate: birthDate, matricule: matricule)
    }
}
