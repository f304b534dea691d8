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

    @Test("The key is that of the number read as an integer, with 2A as 19 and 2B as 18")
    func keyOfGenerated() throws {
        var number = 1_000_000_000_007
        for _ in 0..<5_000 {
            number = (number * 31 + 1_234_567) % 10_000_000_000_000
            let digits = String(repeating: "0", count: 13 - String(number).count) + String(number)
            let plain = 97 - number % 97
            #expect(try #require(Matricule(digits)).key == (plain < 10 ? "0\(plain)" : "\(plain)"))
            for (letter, department) in [("2A", "19"), ("2B", "18")] {
                let start = digits.prefix(5)
                let rest = digits.suffix(6)
                let counted = 97 - (try #require(Int(start + department + rest))) % 97
                let key = try #require(Matricule(start + letter + rest)).key
                #expect(Int(key) == counted && key.count == 2)
            }
        }
    }

    @Test(
        "The keys of the published test identities come out",
        arguments: [
            "297022A020778 78", "160012B020777 13", "180032B020401 23", "2751263220749 74", "1810163220751 40",
            "2360663220836 56", "1090763220834 89", "2090763220834 39", "2090663220123 55", "1100863220830 60",
            "2770763220829 10", "1010663220754 60", "1140263220833 56", "2070585756270 97", "1090763220888 35",
            "1810363220456 76", "2810363220456 26",
        ])
    func published(_ text: String) throws {
        let parts = text.split(separator: " ").map(String.init)
        #expect(try #require(Matricule(parts[0])).key == parts[1])
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
