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
            "nationality":"BE","extra":"C501FF"}],"layout":"padded","atr":"3B7513000048 09EA9000","schema":"all-in-identity",
            "transport":"lenient","fileSize":512,"textWidth":27,"protected":["identity"],"empty":["matricules"],
            "validFrom":"2020-01-31","card":"vitale","comment":"for people"}
            """)
        #expect(description.layout == .padded)
        #expect(description.schema == .allInIdentity)
        #expect(description.transport == .lenient)
        #expect(description.fileSize == 512)
        #expect(description.textWidth == 27)
        #expect(description.protected == [.identity])
        #expect(description.empty == [.matricules])
        #expect(description.validFrom == "2020-01-31")
        #expect(description.bearers[0].extra == "C501FF")
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
            (#"{"bearers":[{"name":"A","givenName":"B","birthDate":"C","comment":"1"}]}"#, "comment"),
            (#"{"bearers":[],"truncated":{"card":1}}"#, "card"),
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
            (
                #"{"bearers":[],"fileSize":300}"#,
                .wrongValue(key: "fileSize", expected: "accompanied by a padded layout")
            ),
            (
                #"{"bearers":[],"fileSize":32768,"layout":"padded"}"#,
                .wrongValue(key: "fileSize", expected: "1 to 32767")
            ),
            (#"{"bearers":[],"textWidth":-1}"#, .wrongValue(key: "textWidth", expected: "0 to 255")),
            (
                #"{"bearers":[],"truncated":{"identity":1},"layout":"padded"}"#,
                .wrongValue(key: "truncated", expected: "accompanied by the exact layout")
            ),
            (
                #"{"bearers":[],"truncated":{"matricules":-1}}"#,
                .wrongValue(key: "truncated.matricules", expected: "a number of bytes")
            ),
            (#"{"bearers":[],"validFrom":"2019"}"#, .wrongValue(key: "validFrom", expected: "eight digits")),
            (
                #"{"bearers":[],"protected":["photo"]}"#,
                .wrongValue(key: "protected.0", expected: "one of the allowed values")
            ),
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
    func broken() async {
        let texts = [
            #"{"bearers":[{"name":"É","givenName":"B","birthDate":"1981-01-01","matricule":"1"}],"atr":"3B00"}"#,
            #"{"bearers":[{"name":"A","givenName":"B","birthDate":"C","extra":"C500"}],"layout":"padded","fileSize":99}"#,
            #"{"bearers":[],"schema":"all-in-identity","transport":"lenient","truncated":{"identity":0},"empty":[]}"#,
            #"{"bearers":[],"textWidth":9,"protected":["identity"],"validFrom":"2019-06-01","comment":"É"}"#,
        ]
        for json in texts {
            for bytes in mutations(of: Array(json.utf8)) {
                guard let description = try? VitaleDescription(json: bytes) else { continue }
                _ = try? VitaleCard(description)
            }
            #expect(throws: CardDescriptionError.self) { try VitaleDescription(json: Array(json.utf8.dropLast())) }
            await Task.yield()
        }
    }

    @Test("a description survives being written and read")
    func roundTrip() throws {
        let bearer = Bearer(
            name: "A", givenName: "B", birthDate: "1981-01-01", matricule: "1810163220751", nationality: "DE")
        var description = VitaleDescription(bearers: [bearer], layout: .exact)
        description.schema = .allInMatricules
        description.truncated = .init(identity: 1, matricules: 2)
        description.protected = [.matricules]
        #expect(try VitaleDescription(json: encoded(description)) == description)
    }
}
