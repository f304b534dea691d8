import HealthIdentity
import Testing

@Suite struct RecordedNameTests {
    @Test("Every byte outside the alphabet is refused, and every one inside is kept")
    func alphabet() throws {
        let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ '-".utf8)
        for value in UInt8(0)...0x7F {
            let name = "A" + String(Unicode.Scalar(value)) + "B"
            if alphabet.contains(value) {
                #expect(try RecordedName(name).text == name)
            } else {
                #expect(throws: NameFault.character(position: 2)) { try RecordedName(name) }
            }
        }
        for value in UInt32(0x80)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(throws: NameFault.character(position: 2)) {
                try RecordedName("A" + String(Character(scalar)) + "B")
            }
        }
    }

    @Test("One character at least and a hundred at most")
    func length() throws {
        #expect(throws: NameFault.length) { try RecordedName("") }
        #expect(try RecordedName("A").text == "A")
        #expect(try RecordedName(String(repeating: "A", count: 100)).text.count == 100)
        #expect(throws: NameFault.length) { try RecordedName(String(repeating: "A", count: 101)) }
    }

    @Test(
        "A name neither begins nor ends with a space, and has a letter",
        arguments: [
            (" A", NameFault.edge), ("A ", .edge), (" ", .edge), ("-", .noLetter), ("'-'", .noLetter),
            ("a", .character(position: 1)), ("É", .character(position: 1)), ("A\u{A0}B", .character(position: 2)),
        ])
    func refused(_ name: String, _ fault: NameFault) {
        #expect(throws: fault) { try RecordedName(name) }
    }

    @Test(
        "What INSi returns is printed as it came", arguments: ["'T HOOFT", "O'BRIEN-", "A  B", "-A", "DUPONT--DURAND"])
    func kept(_ name: String) throws {
        #expect(try RecordedName(name).text == name)
    }
}
