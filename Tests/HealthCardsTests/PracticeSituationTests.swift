import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct PracticeSituationTests {
    static let fixture =
        hex("EE31 800101 810231 32 830155 840E") + Array("CABINET SIMULE".utf8) + hex("850F")
        + Array("499700000001007".utf8) + hex("8604") + Array("SA07".utf8)

    @Test("The fields are taken by tag, unknown ones are kept")
    func fields() throws {
        let situation = try #require(PracticeSituation(index: 3, Self.fixture))
        #expect(situation.index == 3)
        #expect(situation.mode == 1)
        #expect(situation.name == "CABINET SIMULE")
        #expect(situation.structureId == "499700000001007")
        #expect(situation.sector == "SA07")
        #expect(situation.unknownTags == [BERTLV(tag: 0x83, value: [0x55])])
    }

    @Test("A blank file holds no situation, a bare one has no fields", arguments: ["", "00000000", "FFFFFFFF", "ED00"])
    func blank(_ bytes: String) {
        #expect(PracticeSituation(index: 1, hex(bytes)) == nil)
        #expect(PracticeSituation(index: 1, hex("EE00"))?.sector == nil)
    }

    @Test("Situations are found by label and ordered by number, which may skip")
    func files() {
        let labels = [
            "CPS_ACTIVITY_12_PS", "CPS_ACTIVITY_03_PS", "CPS_ID_CARD", "CPS2TER_ACTIVITY_01_PS", "CPS_ACTIVITY_1_PS",
            "CPS_ACTIVITY_xx_PS", "CPS_ACTIVITY_04_PS_", "CPS_ACTIVITY_+1_PS",
        ]
        let objects = labels.enumerated().map { PKCS15.DataObject(label: $1, path: [UInt8($0)]) }
        #expect(
            PracticeSituation.File.all(among: objects) == [
                .init(index: 3, path: [0x01]), .init(index: 12, path: [0x00]),
            ])
    }

    @Test("Every prefix and every changed byte gives a situation or none")
    func mutations() {
        for count in Self.fixture.indices {
            #expect(PracticeSituation(index: 1, Array(Self.fixture.prefix(count))) == nil)
        }
        for index in Self.fixture.indices {
            for value in UInt8.min...UInt8.max {
                var changed = Self.fixture
                changed[index] = value
                let situation = PracticeSituation(index: 1, changed)
                #expect((situation?.unknownTags.count ?? 0) <= 7)
            }
        }
    }
}
