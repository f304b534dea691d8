import SmartCard
import Testing

@Suite struct ReaderFeaturesTests {
    private static let list: [UInt8] = [0x06, 4, 0x42, 0x33, 0x00, 0x06, 0x07, 4, 0x42, 0x33, 0x00, 0x07]

    @Test("A reader's list gives the control code of each feature")
    func codes() {
        let features = ReaderFeatures(Self.list)
        #expect(features.code(.verifyPINDirect) == 0x4233_0006)
        #expect(ReaderFeatures().code(.verifyPINDirect) == nil)
    }

    @Test("A list that is cut or odd gives what stands before the fault")
    func odd() {
        for count in 0..<Self.list.count {
            let features = ReaderFeatures(Array(Self.list.prefix(count)))
            #expect((features.code(.verifyPINDirect) != nil) == (count >= 6))
        }
        #expect(ReaderFeatures([0x07, 3, 1, 2, 3, 0x06, 4, 1, 2, 3, 4]).code(.verifyPINDirect) == nil)
    }

    @Test("Slots of a reader's own software are known by their name")
    func ownSoftware() {
        #expect(KnownReaders.isOwnSoftware(Reader(name: "Ingenico PSS Reader 0")))
        #expect(!KnownReaders.isOwnSoftware(Reader(name: "Gemalto PC Twin Reader 00 00")))
    }
}
