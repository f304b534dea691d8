import HealthIdentity
import Testing

@Suite struct MatriculeTests {
    @Test(
        "The key of published numbers comes out",
        arguments: [
            ("1601063220118", "03"), ("1810163220751", "40"), ("1750499999001", "70"), ("275072A004005", "64"),
            ("275072B004005", "91"),
        ])
    func key(_ number: String, _ key: String) throws {
        #expect(try #require(Matricule(number)).key == key)
    }

    @Test(
        "A letter is accepted only after a 2, in place of Corsica's department",
        arguments: [
            "27507AA004005", "275073A004005", "275072C004005", "275072a004005", "A750720004005", "275072004005",
            "27507200400512", "", "275072 004005", "２750720004005",
        ])
    func refused(_ number: String) {
        #expect(Matricule(number) == nil)
    }

    @Test("Unusual months and departments are somebody's number", arguments: ["5555550000001", "1759999999999"])
    func unusual(_ number: String) {
        #expect(Matricule(number)?.number == number)
    }
}
