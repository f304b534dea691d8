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
            "pin":"4321","puk":"87654321","triesLeft":1,"expired":true,"generation":"CPS3","externalHash":false}
            """)
        #expect(person.nationalId == "00B6087510")
        #expect(person.cardType == .cpe)
        #expect(person.speciality == nil)
        #expect(person.sector == "SA05")
        #expect(person.pin == "4321")
        #expect(person.puk == "87654321")
        #expect(person.triesLeft == 1)
        #expect(person.expired)
        #expect(!person.externalHash)
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
            (#"{"generation":"CPS4"}"#, .wrongValue(key: "generation", expected: "one of the allowed values")),
            (#"{"expired":1}"#, .wrongValue(key: "expired", expected: "a boolean")),
        ])
    func wrong(json: String, error: CardDescriptionError) {
        #expect(throws: error) { try parse(json) }
    }
}
