import Testing

@testable import CardSimulator

@Suite("The JSON description of a professional card")
struct ProfessionalDescriptionTests {
    private func parse(_ json: String) throws(CardDescriptionError) -> ProfessionalDescription {
        try ProfessionalDescription(json: Array(json.utf8))
    }

    @Test("an empty object is the fictitious person")
    func empty() throws {
        let person = try parse("{}")
        #expect(person == ProfessionalDescription())
        #expect(person.nationalId == "899700000001")
        #expect(person.speciality == "SM26")
    }

    @Test("every key is read")
    func complete() throws {
        let person = try parse(
            """
            {"nationalId":"00B6087510","givenName":"OLIVIER","surname":"INFIRMIER","cardType":"CDE-CPE","profession":60,
            "title":"Infirmier","speciality":null,"sector":"SA05","cardNumber":"2800636234","chipSerial":"99213845",
            "pin":"43210","pinMinimum":5,"pinMaximum":6,"padding":0,"puk":"87654321","triesLeft":1,"pukTriesLeft":2,
            "expired":true,"notYetValid":false,"foreignAuthority":true,"extraTags":true,"test":false,"nominative":true,
            "generation":"CPS4","atr":"3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00","externalHash":false,
            "situations":[{"name":"A"},{"index":5,"mode":0,"name":"B","structure":"1990000001","sector":"SA01"}],
            "comment":"a card that has everything"}
            """)
        #expect(person.nationalId == "00B6087510")
        #expect(person.cardType == .cpe)
        #expect(person.speciality == nil)
        #expect(person.sector == "SA05")
        #expect(person.pin == "43210")
        #expect(person.puk == "87654321")
        #expect(person.triesLeft == 1)
        #expect(person.expired)
        #expect(!person.externalHash)
        #expect(person.pinMinimum == 5 && person.pinMaximum == 6 && person.padding == 0 && person.pukTriesLeft == 2)
        #expect(person.foreignAuthority && person.extraTags && !person.test && person.generation == .cps4)
        #expect(person.numberedSituations.map(\.index) == [1, 5])
        #expect(person.situations?.last == .init(index: 5, mode: 0, name: "B", structure: "1990000001", sector: "SA01"))
        #expect(try ProfessionalDescription(json: encoded(person)).situations == person.situations)
        #expect(try ProfessionalDescription(json: encoded(person)).cardNumber == "2800636234")
    }

    @Test(
        "what is unknown or impossible is named",
        arguments: [
            (#"{"name":"X"}"#, CardDescriptionError.unknownKey("name")),
            (#"{"pin":"12345"}"#, .wrongValue(key: "pin", expected: "4 digits")),
            (#"{"pin":"12A4"}"#, .wrongValue(key: "pin", expected: "4 digits")),
            (#"{"puk":"1234"}"#, .wrongValue(key: "puk", expected: "8 digits")),
            (#"{"triesLeft":4}"#, .wrongValue(key: "triesLeft", expected: "0 to 3")),
            (#"{"cardNumber":"26"}"#, .wrongValue(key: "cardNumber", expected: "10 digits")),
            (#"{"speciality":"SM"}"#, .wrongValue(key: "speciality", expected: "4 ASCII characters")),
            (#"{"surname":""}"#, .wrongValue(key: "surname", expected: "1 to 64 bytes long")),
            (#"{"cardType":"DOCTOR"}"#, .wrongValue(key: "cardType", expected: "one of the allowed values")),
            (#"{"generation":"CPS5"}"#, .wrongValue(key: "generation", expected: "one of the allowed values")),
            (#"{"expired":1}"#, .wrongValue(key: "expired", expected: "a boolean")),
            (
                #"{"expired":true,"notYetValid":true}"#,
                .wrongValue(key: "notYetValid", expected: "false for an expired card")
            ),
            (
                #"{"nominative":false}"#,
                .wrongValue(key: "nationalId", expected: "a structure and a number with a slash between them")
            ),
            (#"{"pinMinimum":3}"#, .wrongValue(key: "pinMinimum", expected: "4 to 8")),
            (#"{"pinMinimum":6}"#, .wrongValue(key: "pinMaximum", expected: "pinMinimum to 8")),
            (#"{"pinMaximum":8,"pin":"123"}"#, .wrongValue(key: "pin", expected: "4 to 8 digits")),
            (#"{"padding":48}"#, .wrongValue(key: "padding", expected: "a byte that is no digit")),
            (#"{"pukTriesLeft":11}"#, .wrongValue(key: "pukTriesLeft", expected: "0 to 10")),
            (#"{"atr":"3B"}"#, .wrongValue(key: "atr", expected: "2 to 33 bytes in hexadecimal")),
            (#"{"situations":[{"index":17}]}"#, Self.indexes), (#"{"situations":[{"index":2},{}]}"#, Self.indexes),
            (
                #"{"situations":[{"sector":"SA"}]}"#,
                .wrongValue(key: "situations.sector", expected: "4 ASCII characters")
            ),
            (#"{"situations":[{"name":""}]}"#, .wrongValue(key: "situations.name", expected: "1 to 64 bytes long")),
            (#"{"situations":[{"place":"X"}]}"#, .unknownKey("place")),
            (#"{"situations":[{"mode":"X"}]}"#, .wrongValue(key: "situations.0.mode", expected: "a number")),
        ])
    func wrong(json: String, error: CardDescriptionError) {
        #expect(throws: error) { try parse(json) }
    }

    private static let indexes = CardDescriptionError.wrongValue(
        key: "situations", expected: "at most 16 situations with different indexes from 1 to 16")

    @Test("without situations there is one salaried work place in the sector, and an empty list is none")
    func situations() throws {
        #expect(try parse(#"{"sector":"SA05"}"#).numberedSituations.map(\.situation.sector) == ["SA05"])
        #expect(try parse("{}").numberedSituations.map(\.situation.mode) == [1])
        #expect(try parse(#"{"situations":[]}"#).numberedSituations.isEmpty)
        #expect(try parse(#"{"situations":[{}]}"#).situations == [.init(mode: nil)])
    }

    @Test("no JSON, cut or changed, traps, and none that is cut is a description")
    func anyJSON() async {
        let json = Array(
            #"{"pin":"4321","situations":[{"index":3,"mode":0,"name":"A"}],"atr":"3B 00","padding":0}"#.utf8)
        for count in 0..<json.count {
            #expect(throws: CardDescriptionError.self) {
                try ProfessionalDescription(json: Array(json.prefix(count)))
            }
        }
        for bytes in mutations(of: json) {
            _ = try? ProfessionalDescription(json: bytes).validate()
        }
        await Task.yield()
    }
}
