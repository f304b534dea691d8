import HealthIdentity

extension PersonBase {
    /// The test identities of insi.md 7, plus three fictitious ones. Nobody here is real. Who the table says is not found
    /// (HOUILLES, TCHITCHI OLA) is absent.
    public static let builtIn = PersonBase(
        persons: [
            Person("ADRUN", "ZOE", "F", "1975-12-31", "63220", "2751263220749", key: "74"),
            Person("ADRDEUX", "LAURENT", "M", "1981-01-01", "63220", "1810163220751", key: "40"),
            // Fictitious: a child on the card of ADRDEUX LAURENT, asked for by the policy holder's number or her own.
            Person("ADRDEUX", "LEA MARIE", "F", "2012-05-14", "63220", "2120563220042", also: ["1810163220751"]),
            Person("ADRTROIS", "DOMINIQUE", "F", "1997-02-26", "2A020", "297022A020778", key: "78"),
            Person("ADRTROIS", "TOUSSAINT", "M", "1960-01-01", "2B020", "160012B020777", key: "13"),
            Person(
                "D'ARTAGNAN DE L'HERAULT", "PIERRE-ALAIN GUNTHER", "M", "2001-06-17", "63220", "1010663220754",
                key: "60"),
            Person("TCHITCHI", "CATARINA BELLA", "F", "1936-06-21", "63220", "2360663220836", key: "56"),
            Person("DE VINCI", "LEONARDO PIERO", "M", "2014-02-01", "63220", "1140263220833", key: "56"),
            // Fictitious: the homonym. Filed under the same number, so that a search by card always finds several.
            Person("DE VINCI", "LEONARDO", "M", "2014-02-01", "21331", "1140221331017", also: ["1140263220833"]),
            Person(
                "ECETINSI", "PIERRE-ALAIN MURIEL FLORIANT", "M", "2009-07-14", "63220", "1090763220834", key: "89",
                history: [past("2090763220834", "39", from: "2019-03-01", until: "2019-02-28")]),
            Person("PROVISOIRE", "MATRICULE", "M", "2009-07-01", "63220", "1090763220888", key: "35", oid: Person.nia),
            Person(
                "CORSE", "ANTHONY", "M", "1980-03-02", "2B020", "180032B020401", key: "23",
                history: [past("180032B020401", "23")]),
            // The key of the second history entry is wrong (26 would fit), as in the certification body's file.
            Person(
                "HERMAN", "GATIEN", "M", "1981-03-24", "63220", "1810363220456", key: "76",
                history: [past("1810363220456", "76"), past("2810363220456", "10")]),
            Person("NESSI", "MICHELANGELO ANTHONY", "M", "2010-08-07", "63220", "1100863220830", key: "60"),
            Person("NESSI", "NATHALIE", "F", "1977-07-14", "63220", "2770763220829", key: "10"),
            // Her traits are in the public list of the platform's identities, her number is not: this one is fictitious.
            Person("NESSI", "RUTH", "F", "1977-07-14", "63220", "2770763220830"),
            Person("PATB-QUATRE", "LAURENCE", "F", "1907-05-25", "85756", "2070585756270", key: "97"),
        ].compactMap(\.self))

    private static func past(_ number: String, _ key: String, from: String? = nil, until: String? = nil) -> FormerINS {
        FormerINS(matricule: number, key: key, oid: Person.nir, from: from, until: until)
    }
}
