import Testing

@testable import HealthCards

@Suite struct OfficialNamesTests {
    @Test(
        "Case, accents, dashes, padding and a cut end make no other name",
        arguments: [
            ("TESTEUR", "Testeur "), ("GÉRARD", "GERARD"), ("JEAN-PAUL", "JEAN PAUL"), ("D'ESSAI", "D ESSAI"),
            ("ÆLIA", "AELIA"), ("WEIß", "WEISS"), ("ÿ", "Y"),
            ("BÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ", "BAAAAAACEEEEIIIINOOOOOOUUUUY"),
            ("TES", "TESTEUR"), ("JO", "JO"),
        ])
    func same(one: String, other: String) {
        #expect(OfficialNames.agree(one, other) == true)
        #expect(OfficialNames.agree(other, one) == true)
    }

    @Test(
        "Other letters, and a very short beginning, make another name",
        arguments: [("TESTEURA", "TESTEURE"), ("TE", "TESTEUR"), ("TESTEUR", "ESSAI"), ("JEANNE", "JEAN M")])
    func other(one: String, other: String) {
        #expect(OfficialNames.agree(one, other) == false)
        #expect(OfficialNames.agree(other, one) == false)
    }

    @Test("A name without letters says nothing", arguments: ["", " ", "-", "×÷"])
    func nothing(name: String) {
        #expect(OfficialNames.agree(name, "TESTEUR") == nil)
        #expect(OfficialNames.agree("TESTEUR", name) == nil)
        #expect(OfficialNames.agree(name, name) == nil)
    }
}
