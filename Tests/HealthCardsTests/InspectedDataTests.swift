import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct InspectedDataTests {
    static func lines(_ text: String) -> [String] {
        InspectionEntry(step: "READ", outcome: .answered(.success, InspectedData(hex(text)))).lines
    }

    @Test("Known objects are shown by tag and length, nested by indentation, and padding is told")
    func objects() {
        #expect(
            Self.lines("7F21 0A 80 02 4142 7F49 03 81 01 41 0000")
                == ["READ: 9000, 15 bytes with padding", "  7F21 10", "    80 2", "    7F49 3", "      81 1"])
        #expect(Self.lines("6500") == ["READ: 9000, 2 bytes", "  65 0"])
        #expect(Self.lines("") == ["READ: 9000"])
        #expect(Self.lines("30 04 02 02 3041") == ["READ: 9000, 6 bytes", "  30 4", "    02 2"])
    }

    @Test(
        "Plain data is told by its size alone, however much it looks like objects",
        arguments: [
            "20 02 04 12", "44 00 55 00 50 00 4F 00", "31 37 35 30 34 39", "31 02 41 00", "65 04 44 55 50 4F",
            "00 44 55",
            "FF FF", "04 00 44 55", "65 03 80 02 41", "65 02 80 00 44 00", "65 01 41", "5A 02 4142", "41 00",
            "62 00 6F 00 61 00", "30 00",
        ])
    func plain(_ text: String) {
        #expect(Self.lines(text) == ["READ: 9000, \(hex(text).count) bytes without known structure"])
    }

    @Test("A value is not looked into, and neither is a template that is unknown or holds something else than objects")
    func values() {
        #expect(Self.lines("65 06 A5 04 41 00 42 00") == ["READ: 9000, 8 bytes", "  65 6", "    A5 4"])
        #expect(Self.lines("62 06 A5 04 44 55 50 4F") == ["READ: 9000, 8 bytes", "  62 6", "    A5 4"])
        #expect(Self.lines("62 05 A5 03 80 01 41") == ["READ: 9000, 7 bytes", "  62 5", "    A5 3", "      80 1"])
        #expect(Self.lines("65 06 80 04 30 02 41 00") == ["READ: 9000, 8 bytes", "  65 6", "    80 4"])
        #expect(Self.lines("65 06 71 04 41 00 42 00") == ["READ: 9000, 8 bytes", "  65 6", "    71 4"])
        #expect(Self.lines("65 06 73 04 44 55 50 4F") == ["READ: 9000, 8 bytes", "  65 6", "    73 4"])
    }

    @Test("Objects are shown up to a number and a depth")
    func limits() {
        let many = [UInt8](repeating: 0, count: 1000).flatMap { _ in [0x80, 0x00] as [UInt8] }
        #expect(InspectedData([0x65, 0x82, 0x07, 0xD0] + many).objects[0].children.count == 299)
        var deep: [UInt8] = hex("80 00")
        for _ in 0..<60 { deep = [0x30, UInt8(deep.count)] + deep }
        #expect(InspectionEntry(step: "", outcome: .answered(.success, InspectedData(deep))).lines.count == 10)
    }

    @Test("Every prefix and every changed byte is shown within the limits")
    func mutations() {
        let fixture = hex("65 0A 80 02 4142 7F49 03 81 01 41 E3 81 03 81 01 05 0000")
        for count in fixture.indices { #expect(InspectedData(Array(fixture.prefix(count))).count == count) }
        for index in fixture.indices {
            for value in UInt8.min...UInt8.max {
                var changed = fixture
                changed[index] = value
                let data = InspectedData(changed)
                #expect(data.objects.reduce(0) { $0 + $1.count + 2 } <= fixture.count)
            }
        }
    }
}
