import Testing

@testable import CardSimulator

@Suite("The JSON description of a Vitale card")
struct VitaleDescriptionTests {
    private func parse(_ json: String) throws(CardDescriptionError) -> VitaleDescription {
        try VitaleDescription(json: Array(json.utf8))
    }

    @Test("everything optional can be left out")
    func minimal() throws {
        let description = try parse(#"{"bearers":[{"name":"A","givenName":"B","birthDate":"1981-01-01"}]}"#)
        #expect(description == VitaleDescription(bearers: [Bearer(name: "A", givenName: "B", birthDate: "1981-01-01")]))
        #expect(description.layout == .exact)
        #expect(description.bearers[0].nationality == "FR")
    }

    @Test("everything can be given")
    func complete() throws {
        let description = try parse(
            """
            {"bearers":[{"name":"A","givenName":"B","birthDate":"19810101","matricule":"1810163220751","key":"41",
            "nationality":"BE"}],"layout":"padded","atr":"3B7513000048 09EA9000"}
            """)
        #expect(description.layout == .padded)
        #expect(description.atr == "3B7513000048 09EA9000")
        #expect(description.bearers[0].matricule == "1810163220751")
        #expect(description.bearers[0].key == "41")
        #expect(description.bearers[0].nationality == "BE")
    }

    @Test(
        "an unknown key is named, at the top and in a bearer",
        arguments: [
            (#"{"bearers":[],"colour":1}"#, "colour"),
            (#"{"bearers":[{"name":"A","givenName":"B","birthDate":"C","nir":"1"}]}"#, "nir"),
        ])
    func unknownKey(json: String, key: String) {
        #expect(throws: CardDescriptionError.unknownKey(key)) { try parse(json) }
        #expect(CardDescriptionError.unknownKey(key).description.contains("\"\(key)\""))
    }

    @Test(
        "what is missing or wrong is named",
        arguments: [
            (#"{}"#, CardDescriptionError.missingKey("bearers")),
            (#"{"bearers":[{"name":"A","birthDate":"B"}]}"#, .missingKey("givenName")),
            (#"{"bearers":[],"layout":"round"}"#, .wrongValue(key: "layout", expected: "one of the allowed values")),
            (#"{"bearers":3}"#, .wrongValue(key: "bearers", expected: "an array")),
            (
                #"{"bearers":[{"name":7,"givenName":"B","birthDate":"C"}]}"#,
                .wrongValue(key: "bearers.0.name", expected: "a string")
            ),
            (#"["bearers"]"#, .notJSON), (#"{"bearers":"#, .notJSON), ("", .notJSON),
        ])
    func wrong(json: String, error: CardDescriptionError) {
        #expect(throws: error) { try parse(json) }
    }

    @Test("every broken text is refused or read, and never traps")
    func broken() {
        let json = #"{"bearers":[{"name":"É","givenName":"B","birthDate":"1981-01-01","matricule":"1"}],"atr":"3B00"}"#
        for bytes in mutations(of: Array(json.utf8)) {
            guard let description = try? VitaleDescription(json: bytes) else { continue }
            _ = try? VitaleCard(description)
        }
        #expect(throws: CardDescriptionError.self) { try VitaleDescription(json: Array(json.utf8.dropLast())) }
    }

    @Test("a description survives being written and read")
    func roundTrip() throws {
        let bearer = Bearer(
            name: "A", givenName: "B", birthDate: "1981-01-01", matricule: "1810163220751", nationality: "DE")
        let description = VitaleDescription(bearers: [bearer], layout: .padded)
        #expect(try VitaleDescription(json: encoded(description)) == description)
    }
}
