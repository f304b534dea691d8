import Testing

@testable import CardSimulator

@Suite("A description of any card")
struct CardDescriptionTests {
    private func parse(_ json: String) throws(CardDescriptionError) -> CardDescription {
        try CardDescription(json: Array(json.utf8))
    }

    @Test("the key card decides; without it a key of a Vitale card, otherwise it is a professional card")
    func kinds() throws {
        let vitale = CardDescription.vitale(VitaleDescription(bearers: []))
        #expect(try parse(#"{"bearers":[]}"#) == vitale)
        #expect(try parse(#"{"card":"vitale","bearers":[]}"#) == vitale)
        #expect(throws: CardDescriptionError.missingKey("bearers")) { try parse(#"{"layout":"exact"}"#) }
        #expect(try parse("{}") == .professional(ProfessionalDescription()))
        #expect(try parse(#"{"card":"professional","pin":"1234"}"#) == .professional(ProfessionalDescription()))
        for kind in OtherCardDescription.Kind.allCases {
            #expect(try parse(#"{"card":"\#(kind.rawValue)"}"#) == .other(OtherCardDescription(kind)))
        }
        #expect(
            try parse(#"{"card":"decoy","atr":"3B00","comment":"a decoy"}"#)
                == .other(OtherCardDescription(.decoy, atr: "3B00")))
    }

    @Test(
        "what is unknown or does not go together is named",
        arguments: [
            (
                #"{"card":"health"}"#,
                CardDescriptionError.wrongValue(key: "card", expected: "one of the allowed values")
            ),
            (#"{"card":1}"#, .wrongValue(key: "card", expected: "a string")),
            (#"{"card":"bank","pin":"1234"}"#, .unknownKey("pin")),
            (#"{"card":"professional","bearers":[]}"#, .unknownKey("bearers")),
            (#"{"card":"vitale","bearers":[],"pin":"1234"}"#, .unknownKey("pin")),
            ("[]", .notJSON), ("", .notJSON), ("1", .notJSON),
        ])
    func wrong(json: String, error: CardDescriptionError) {
        #expect(throws: error) { try parse(json) }
    }

    @Test("a card is made of each kind, or the reason told")
    func cards() throws {
        let authority = try CPS3Kit.shared.get().authority
        #expect(try parse(#"{"bearers":[]}"#).makeCard(authority: authority) is VitaleCard)
        #expect(try parse("{}").makeCard(authority: authority) is CPS3Card)
        #expect(try parse(#"{"card":"bank"}"#).makeCard(authority: authority) is OtherCard)
        for json in [#"{"card":"bank","atr":"3B"}"#, #"{"bearers":[],"atr":"3B"}"#] {
            let error = CardDescriptionError.wrongValue(key: "atr", expected: "2 to 33 bytes in hexadecimal")
            #expect(throws: CardCreationError.description(error)) { try parse(json).makeCard(authority: authority) }
        }
    }

    @Test("every broken text is refused or read, and never traps")
    func broken() async {
        for json in [#"{"card":"decoy","atr":"3B00","comment":"É"}"#, #"{"card":"vitale","bearers":[]}"#] {
            for bytes in mutations(of: Array(json.utf8)) {
                _ = try? CardDescription(json: bytes)
            }
            await Task.yield()
        }
    }
}
