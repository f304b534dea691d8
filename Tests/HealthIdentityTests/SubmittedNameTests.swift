import HealthIdentity
import Testing

@Suite struct SubmittedNameTests {
    private func birthName(_ name: String) throws(SubmittedName.Fault) -> String {
        try SubmittedName(name, as: .birthName).text
    }

    private func givenName(_ name: String) throws(SubmittedName.Fault) -> String {
        try SubmittedName(name, as: .givenName).text
    }

    @Test(
        "Accents, ligatures, lower case and typographic signs get their equivalent",
        arguments: [
            ("D’ÆION CŒUR", "D'AEION COEUR"), ("d'artagnan de l'hérault", "D'ARTAGNAN DE L'HERAULT"),
            ("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÑ", "AAACEEEEIIOOUUUYN"), ("àâäçéèêëîïôöùûüÿñ", "AAACEEEEIIOOUUUYN"),
            ("e\u{301}tienne", "ETIENNE"), ("NGUYỄN THỊ", "NGUYEN THI"), ("ŠVEC ČERNÝ", "SVEC CERNY"),
            ("  DUPONT ", "DUPONT"), ("DUPONT\u{A0}DURAND", "DUPONT DURAND"), ("'T HOOFT", "'T HOOFT"),
            ("DUPONT--DURAND", "DUPONT--DURAND"), ("SAINT\u{2011}JEAN", "SAINT-JEAN"), ("O'BRIEN-", "O'BRIEN-"),
        ])
    func transcribed(_ name: String, _ text: String) throws {
        #expect(try birthName(name) == text)
    }

    @Test(
        "What has no equivalent is refused, never dropped",
        arguments: [
            ("DUP0NT", 0x30, 4), ("WAŁĘSA", 0x141, 3), ("SØREN", 0xD8, 2), ("ĐẶNG", 0x110, 1), ("STRAßE", 0xDF, 5),
            ("ДУПОН", 0x414, 1), ("DUPONT.", 0x2E, 7), ("A\u{200B}B", 0x200B, 2), ("A–B", 0x2013, 2),
            ("A\tB", 0x9, 2), ("Dupont 👶", 0x1F476, 8), ("A`B", 0x60, 2), ("A\u{335}", 0x335, 1),
            ("\u{301}A", 0x301, 1), ("①", 0x2460, 1), ("Ａ", 0xFF21, 1), ("ª", 0xAA, 1),
        ])
    func refused(_ name: String, _ character: UInt32, _ position: Int) {
        #expect(throws: SubmittedName.Fault.noEquivalent(character: character, position: position)) {
            try birthName(name)
        }
    }

    @Test("The rules of order hold for both kinds, and given names have two more")
    func order() {
        for name in ["", " ", "-", "'", "--", "  "] {
            #expect(throws: SubmittedName.Fault.self) { try birthName(name) }
            #expect(throws: SubmittedName.Fault.self) { try givenName(name) }
        }
        #expect(throws: SubmittedName.Fault.start) { try birthName("-DUPONT") }
        for name in ["A  B", "A''B", "A 'B", "A' B", "A---B"] {
            #expect(throws: SubmittedName.Fault.doubledSign) { try birthName(name) }
            #expect(throws: SubmittedName.Fault.doubledSign) { try givenName(name) }
        }
        #expect(throws: SubmittedName.Fault.doubledSign) { try givenName("JEAN--PIERRE") }
        #expect(throws: SubmittedName.Fault.end) { try givenName("JEAN-") }
        #expect(throws: SubmittedName.Fault.end) { try givenName("JEAN'") }
    }

    @Test("No character of any text leaves another alphabet than the service's")
    func alphabet() throws {
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ '-")
        var accepted = 0
        for value in UInt32(0x20)...0x2FFF {
            guard let scalar = Unicode.Scalar(value),
                let name = try? SubmittedName("A" + String(Character(scalar)) + "B", as: .birthName)
            else { continue }
            accepted += 1
            #expect(name.text.allSatisfy(allowed.contains))
            #expect(name.text.first == "A" && name.text.last == "B" && name.text.count >= 2)
        }
        #expect(accepted > 300)
    }
}
