import HealthIdentity
import Testing

@Suite struct IdentityBlockTests {
    private func names(
        _ first: String? = "Jeanne", _ used: String? = nil, _ usedGiven: String? = nil,
        of given: String = "JEANNE MARIE CECILE"
    ) throws -> UsualNames {
        try UsualNames(firstGivenName: first, usedName: used, usedGivenName: usedGiven, of: RecordedName(given))
    }

    @Test("The block says all in its order, the number with its nature, the date with its day first")
    func lines() throws {
        let block = IdentityBlock(
            try QualifiedSample().identity(), names: try names("Jeanne", "Dark de l'Orléanaise", "Nina"))
        #expect(
            block.lines.map { "\($0.label): \($0.value)" } == [
                "Matricule INS: 2690549588157 80 (NIR)", "Nom de naissance: DARK",
                "Premier prénom de naissance: Jeanne",
                "Prénoms de naissance: JEANNE MARIE CECILE", "Date de naissance: 25/05/1969", "Sexe: F",
                "Lieu de naissance (INSEE): 95088", "Nom utilisé: Dark de l'Orléanaise", "Prénom utilisé: Nina",
            ])
    }

    @Test("Used names that there are not have no line, a temporary number says so, and a lunar date is as it is")
    func absent() throws {
        let sample = QualifiedSample(oid: "1.2.250.1.213.1.4.9", birthDate: "1949-15-62")
        let lines = IdentityBlock(try sample.identity(), names: try names()).lines
        #expect(lines.count == 7)
        #expect(lines[0].value == "2690549588157 80 (NIA)")
        #expect(lines[4].value == "62/15/1949")
    }

    @Test("A list of one word is its own first given name; of any other list none is cut off")
    func onlyGivenName() throws {
        #expect(try names(nil, of: "LAURENT").firstGivenName.text == "LAURENT")
        for list in ["JEANNE MARIE", "JEAN-PIERRE", "D'ARC"] {
            #expect(throws: UsualNames.Fault.firstGivenNameMissing) { try names(nil, of: list) }
        }
    }

    @Test(
        "The first given name is the beginning of the list; accents, case, hyphen and apostrophe do not count",
        arguments: [
            ("Jeanne", "JEANNE MARIE", true), ("Jeanne-Marie", "JEANNE MARIE CECILE", true),
            ("JEANNE MARIE", "JEANNE-MARIE CECILE", true), ("Jeanne", "JEANNE-MARIE CECILE", false),
            ("Zoé", "ZOE", true), ("D’Arc", "D'ARC LOUIS", true),
            ("Marie", "JEANNE MARIE", false), ("Jean", "JEANNE MARIE", false), ("Jeanne Cécile", "JEANNE MARIE", false),
            ("Jeanne Marie Cécile", "JEANNE MARIE", false), ("Łucja", "LUCJA", false), ("Жанна", "JEANNE", false),
        ])
    func firstGivenName(_ first: String, _ list: String, _ fits: Bool) throws {
        guard fits else {
            #expect(throws: UsualNames.Fault.firstGivenNameDiffers) { try names(first, of: list) }
            return
        }
        #expect(try names(first, of: list).firstGivenName.text == first)
    }

    @Test("A name of daily life has letters of any script, and nothing that is not seen")
    func usual() throws {
        for name in [
            "J. (dite Léa)", "Ngu\u{65}\u{302}\u{303}n", "Łucja", "Жанна", "Nguyễn Thị", "O’Brien", "É",
            String(repeating: "é", count: 100), "J. 2",
        ] {
            #expect(try names("Jeanne", name, name).usedName?.text == name)
        }
        for (name, fault) in [
            ("", NameFault.length), (String(repeating: "é", count: 101), .length),
            ("A" + String(repeating: "\u{301}", count: 100), .length),
            ("A\u{301}\u{302}\u{303}", .character(position: 4)),
            ("\u{301}A", .character(position: 1)), ("\u{3164}", .character(position: 1)),
            ("A\u{34F}", .character(position: 2)), ("A\u{FE0F}", .character(position: 2)),
            ("A\u{20DD}", .character(position: 2)), ("A\u{1F642}", .character(position: 2)),
            ("A\u{FFFD}", .character(position: 2)), ("\u{2800}A", .character(position: 1)),
            ("A\u{1D}B", .character(position: 2)),
            ("A\nB", .character(position: 2)), ("A\u{202E}B", .character(position: 2)),
            ("A\u{2028}B", .character(position: 2)), ("\u{E000}", .character(position: 1)),
            ("A\u{FFFE}", .character(position: 2)), ("A\u{85}", .character(position: 2)), (" A", .edge), ("A ", .edge),
            ("A\u{A0}", .edge), ("-", .noLetter), ("12", .noLetter),
        ] {
            #expect(throws: UsualNames.Fault.name(.usedName, fault)) { try names("Jeanne", name) }
            #expect(throws: UsualNames.Fault.name(.usedGivenName, fault)) { try names("Jeanne", nil, name) }
            #expect(throws: UsualNames.Fault.name(.firstGivenName, fault)) { try names(name) }
        }
    }
}
