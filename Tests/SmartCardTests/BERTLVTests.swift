import SmartCard
import SmartCardTestKit
import Testing

@Suite struct BERTLVTests {
    static let fixture = hex("65 08 80 02 4142 81 02 4344 7F21 03 5F37 00 BF8101 81 05 A0 03 9B 01 03")

    @Test("Tags of one to three bytes and nested objects are read")
    func nested() {
        let list = BERTLV.read(Self.fixture)
        #expect(list.objects.map(\.tag) == [0x65, 0x7F21, 0xBF8101])
        #expect(list.objects.map(\.isConstructed) == [true, true, true])
        #expect(!list.isTruncated && !list.isPadded)
        #expect(list.first(0x65)?.first(0x81)?.value == [0x43, 0x44])
        #expect(list.first(0xBF8101)?.first(0xA0)?.first(0x9B)?.value == [3])
        #expect(BERTLV(tag: 0x9B, value: hex("800141")).children.objects.isEmpty)
    }

    @Test("Lengths of one to three bytes are read, others are not")
    func lengths() {
        #expect(BERTLV.read(hex("80 81 80") + [UInt8](repeating: 1, count: 128)).objects.first?.value.count == 128)
        #expect(BERTLV.read(hex("80 82 0100") + [UInt8](repeating: 1, count: 256)).objects.first?.value.count == 256)
        #expect(BERTLV.read(hex("80 80 01")).isTruncated)
        #expect(BERTLV.read(hex("80 83 000001 01")).isTruncated)
    }

    @Test("Padding ends the list and is told from a cut", arguments: ["80 01 41 00", "80 01 41 FF FF"])
    func padding(_ text: String) {
        let list = BERTLV.read(hex(text))
        #expect(list.objects.count == 1)
        #expect(list.isPadded && !list.isTruncated)
    }

    @Test(
        "A list cut inside an object says so", arguments: ["80", "80 02 41", "5F", "BF 81", "BF 81 81 01", "80 82 01"])
    func cut(_ text: String) {
        let list = BERTLV.read(hex(text))
        #expect(list.objects.isEmpty)
        #expect(list.isTruncated)
    }

    @Test("Every prefix and every changed byte gives a list no larger than its bytes")
    func mutations() {
        func check(_ bytes: [UInt8]) {
            let objects = BERTLV.read(bytes).objects
            #expect(objects.reduce(0) { $0 + $1.value.count + 2 } <= bytes.count)
            for object in objects { check(object.isConstructed ? object.value : []) }
        }
        for count in Self.fixture.indices { check(Array(Self.fixture.prefix(count))) }
        for index in Self.fixture.indices {
            for value in UInt8.min...UInt8.max {
                var changed = Self.fixture
                changed[index] = value
                check(changed)
            }
        }
    }
}
