import HealthIdentity
import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct BearerListMergingTests {
    static let holder = "65 0E 80 02 4141 82 08 3139373530343132"
    static let mother = "65 0E 80 02 4242 82 08 3139373630353133"
    static let child = "65 0E 80 02 4343 82 08 3230313230323330"
    static let nobody = "65 00"
    static let ownNumber = "65 11 93 0F 313735303439393939393030313730"
    static let otherNumber = "65 11 93 0F 323736303539393939393030323030"
    static let countryOnly = "65 04 90 02 4652"

    static func read(_ identity: [String], _ matricules: [String]) throws(HealthCardError) -> [String: String?] {
        let card = FileCard(
            identity: identity.flatMap { hex($0) } + [0], matricules: matricules.flatMap { hex($0) } + [0])
        let people = try VitaleReading.read(card).beneficiaries
        return Dictionary(uniqueKeysWithValues: people.map { ($0.name, $0.matricule?.number) })
    }

    @Test("Files of the same number of people are joined by position")
    func byPosition() throws {
        #expect(
            try Self.read([Self.holder, Self.mother], [Self.ownNumber, Self.otherNumber])
                == ["AA": "1750499999001", "BB": "2760599999002"])
        #expect(
            try Self.read(
                [Self.holder, Self.mother, Self.child], [Self.ownNumber, Self.countryOnly, Self.otherNumber])
                == ["AA": "1750499999001", "BB": nil, "CC": "2760599999002"])
    }

    @Test("All tags in one file, whichever, are enough")
    func oneFile() throws {
        let both = "65 1F 80 02 4141 82 08 3139373530343132 93 0F 313735303439393939393030313730"
        let expected = ["AA": "1750499999001"]
        #expect(try Self.read([both], []) == expected)
        #expect(try Self.read([], [both]) == expected)
        #expect(try Self.read([both], [both]) == expected)
        #expect(try Self.read([both], [Self.countryOnly]) == expected)
        #expect(
            try Self.read([both, Self.child], [Self.countryOnly, Self.nobody]) == ["AA": "1750499999001", "CC": nil])
    }

    @Test("Room for more people counts for nobody")
    func room() throws {
        let expected = ["AA": "1750499999001", "BB": "2760599999002"]
        let numbers = [Self.ownNumber, Self.otherNumber]
        let people = [Self.holder, Self.mother]
        let room = [String](repeating: Self.nobody, count: 17)
        #expect(try Self.read(people + room, numbers) == expected)
        #expect(try Self.read(people, numbers + room) == expected)
        #expect(try Self.read(people + room, numbers + room) == expected)
    }

    @Test("The policy holder's number alone is the first one's")
    func holderOnly() throws {
        let expected = ["AA": "1750499999001", "BB": nil, "CC": nil]
        let people = [Self.holder, Self.mother, Self.child]
        #expect(try Self.read(people, [Self.ownNumber]) == expected)
        #expect(try Self.read(people, [Self.ownNumber, Self.countryOnly]) == expected)
        #expect(try Self.read(people, [Self.ownNumber, Self.countryOnly, Self.nobody]) == expected)
    }

    @Test("Numbers that could be another person's are refused")
    func shifted() {
        let people = [Self.holder, Self.mother, Self.child]
        let cases: [([String], [String], CardFile)] = [
            (people, [Self.ownNumber, Self.otherNumber], .matricules),
            ([Self.holder, Self.child], [Self.ownNumber, Self.otherNumber, Self.countryOnly], .identity),
            ([Self.holder, Self.child], [Self.ownNumber, Self.countryOnly, Self.otherNumber], .identity),
            ([Self.holder], [Self.ownNumber, Self.countryOnly], .identity),
            ([Self.nobody], [Self.holder, Self.child], .matricules),
        ]
        for (identity, matricules, file) in cases {
            #expect(throws: HealthCardError.self, "\(identity) \(matricules)") {
                try Self.read(identity, matricules)
            }
            guard identity != [Self.nobody] else { continue }
            #expect(throws: HealthCardError.unreadable(field: file.rawValue), "\(identity) \(matricules)") {
                try Self.read(identity, matricules)
            }
        }
    }

    @Test("Files that contradict each other are refused")
    func contradiction() {
        #expect(throws: HealthCardError.unreadable(field: "matricule file")) {
            try Self.read([Self.holder], [Self.mother])
        }
    }

    @Test("Two people with one number: it is the policy holder's, or neither's")
    func shared() throws {
        let people = [Self.holder, Self.mother, Self.child]
        #expect(
            try Self.read(people, [Self.ownNumber, Self.otherNumber, Self.otherNumber])
                == ["AA": "1750499999001", "BB": nil, "CC": nil])
        #expect(
            try Self.read(people, [Self.ownNumber, Self.ownNumber, Self.otherNumber])
                == ["AA": "1750499999001", "BB": nil, "CC": "2760599999002"])
    }
}
