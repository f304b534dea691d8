import SmartCard
import Testing

@Suite struct KnownReadersTests {
    @Test("The table holds every row of the specification, each model once")
    func table() {
        let models = KnownReaders.all.flatMap(\.identifiers)
        #expect(KnownReaders.all.count == 38)
        #expect(models.count == 55)
        #expect(Set(models).count == models.count)
        #expect(Set(KnownReaders.all.map(\.name)).count == KnownReaders.all.count)
    }

    @Test("What is known of a model is found by its numbers")
    func find() throws {
        let pinpad = try #require(KnownReaders.find(USBIdentifier(0x08E6, 0x3478)))
        #expect(pinpad.hasPINPad && pinpad.exchange == .tpdu && pinpad.confidence == .listed)
        let terminal = try #require(KnownReaders.find(USBIdentifier(0x0B00, 0x0090)))
        #expect(!terminal.speaksPCSC && terminal.confidence == .reported && terminal.hint != nil)
        #expect(KnownReaders.find(USBIdentifier(0x2947, 0x0105))?.slots == 3)
        #expect(KnownReaders.find(USBIdentifier(0x046A, 0x00A7))?.exchange == .mixed)
        #expect(KnownReaders.find(USBIdentifier(0x046A, 0x00A6)) == nil)
        #expect(USBIdentifier(0x0B00, 0x0090).description == "0b00:0090")
    }

    @Test("A line without numbers is a report from the field")
    func weak() {
        for reader in KnownReaders.all where reader.identifiers.isEmpty { #expect(reader.confidence == .reported) }
    }
}
