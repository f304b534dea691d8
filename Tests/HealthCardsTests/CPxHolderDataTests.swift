import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct CPxHolderDataTests {
    /// The objects of cpx.md 9.4, with an unknown field in each.
    static let fixture =
        hex("E320 8005 8025000001 8105 2600000001 820180 8304 20240315 8404 20270331 870101")
        + hex("E40F 800116 8102 4142 8406") + Array("JEANNE".utf8) + hex("ED25 800100 810C")
        + Array("899700000001".utf8) + hex("82010A 8407") + Array("SIMULEE".utf8) + hex("8504 534D3236 8F00")

    static func data(_ bytes: [UInt8]) -> CPxHolderData { CPxHolderData(BERTLV.read(bytes).objects) }

    @Test("The fields are taken by tag, unknown ones are kept")
    func fields() {
        let data = Self.data(Self.fixture)
        #expect(data.cardNumber == "2600000001")
        #expect(data.isTestCard)
        #expect(data.civility == "Madame")
        #expect(data.cardType == 0)
        #expect(data.speciality == "SM26")
        #expect(data.futureProfession == nil)
        #expect(data.unknownTags.map(\.tag) == [0x87, 0x81, 0x8F])
    }

    @Test(
        "Each civility is a word, others are none",
        arguments: [(22, "Madame"), (23, "Mademoiselle"), (31, "Monsieur"), (0, nil)] as [(UInt8, String?)])
    func civility(_ code: UInt8, _ word: String?) {
        #expect(Self.data([0xE4, 0x03, 0x80, 0x01, code]).civility == word)
    }

    @Test(
        "Odd fields are missing ones",
        arguments: ["E306 8104 26000000", "E307 8105 260000000A", "E304 82028000", "ED02 8000", "EE03 800100", "E380"])
    func odd(_ bytes: String) {
        let data = Self.data(hex(bytes))
        #expect(data == Self.data([]))
    }

    @Test("Every prefix and every changed byte gives an answer")
    func mutations() {
        for count in Self.fixture.indices {
            #expect(Self.data(Array(Self.fixture.prefix(count))).unknownTags.count < 3)
        }
        for index in Self.fixture.indices {
            for value in UInt8.min...UInt8.max {
                var changed = Self.fixture
                changed[index] = value
                #expect(Self.data(changed).cardNumber?.count ?? 10 == 10)
            }
        }
    }
}
