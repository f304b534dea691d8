import Testing

@testable import INSiSimulator

struct NameRuleTests {
    @Test(arguments: ["ADRUN", "D'ARTAGNAN DE L'HERAULT", "'T HOOFT", "DUPONT--DURAND", "PATB-QUATRE", "A"])
    func `names that the rules allow are taken`(text: String) {
        #expect(NameRule.birthName.violation(in: text) == nil)
    }

    @Test(arguments: [
        "", " A", "-A", "A ", "A  B", "A''B", "A 'B", "A' B", "A---B", "a", "É", "A1", "A’B", "A.B", "A\u{A0}B",
    ])
    func `names that they do not allow are refused, as birth and as given names`(text: String) {
        #expect(NameRule.birthName.violation(in: text) != nil)
        #expect(NameRule.givenName.violation(in: text) != nil)
    }

    @Test(arguments: ["ANNE--LISE", "ANNE-", "ANNE'"])
    func `given names are held to more`(text: String) {
        #expect(NameRule.givenName.violation(in: text) != nil)
        #expect(NameRule.birthName.violation(in: text) == nil)
    }
}
