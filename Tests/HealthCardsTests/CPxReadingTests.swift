import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct CPxReadingTests {
    static let reading = CPxReading(dialect: .cps3)
    static let objects = [
        PKCS15.DataObject(label: "CPS_ID_CARD", path: [0xD1, 0x04]),
        PKCS15.DataObject(label: "CPS_DATA", path: [0xD1, 0x07]),
        PKCS15.DataObject(label: "CPS_INFO_PS", path: [0xD1, 0x06]),
    ]
    static let info = [
        ScriptedCard.Exchange("00A4090406 3F000001D106", "6204 8002 0005 9000", "SELECT CPS_INFO_PS"),
        ScriptedCard.Exchange("00B0000005", "ED03 800101 9000", "READ CPS_INFO_PS"),
    ]

    @Test(
        "An object that is missing, refused or odd is left out, the next is read",
        arguments: ["6A82", "6982", "6F00", "9000", "6202 8200 9000"])
    func templates(_ answer: String) throws {
        let card = ScriptedCard([.init("00A4090406 3F000001D104", answer, "SELECT CPS_ID_CARD")] + Self.info)
        #expect(
            try Self.reading.templates(card, Self.objects) == [BERTLV(tag: 0xED, value: [0x80, 0x01, 0x01])])
        #expect(card.complaint == nil)
    }

    @Test("A broken exchange is not taken for a missing object", arguments: [CardError.cardRemoved, .cardReset])
    func broken(_ error: CardError) {
        let card = ScriptedCard([.init("00A4090406 3F000001D104", fails: error, "SELECT CPS_ID_CARD")])
        #expect(throws: HealthCardError.card(error)) { try Self.reading.templates(card, Self.objects) }
        #expect(card.complaint == nil)
    }

    @Test("A card without list of data objects has none")
    func list() throws {
        #expect(try Self.reading.dataObjects(ScriptedCard([]), nil).isEmpty)
        let card = ScriptedCard([.init("00A4090406 3F0000017006", "6A82", "SELECT DODF")])
        #expect(try Self.reading.dataObjects(card, [0x70, 0x06]).isEmpty)
        #expect(card.complaint == nil)
    }

    @Test("Without directory or entry there is no certificate, a file of something else is none")
    func certificate() {
        #expect(throws: HealthCardError.fileMissing(.certificateDirectory)) {
            try Self.reading.certificate(ScriptedCard([]), nil)
        }
        let empty = ScriptedCard([
            .init("00A4090406 3F0000017005", "6204 8002 0002 9000", "SELECT CDF"),
            .init("00B0000002", "3000 9000", "READ"),
        ])
        #expect(throws: HealthCardError.fileMissing(.certificate)) {
            try Self.reading.certificate(empty, [0x70, 0x05])
        }
        let size = String(PKCS15Tests.cdf.count, radix: 16)
        let cdf = PKCS15Tests.cdf.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let other = ScriptedCard([
            .init("00A4090406 3F0000017005", "6204 8002 00\(size) 9000", "SELECT CDF"),
            .init("00B00000\(size)", cdf + "9000", "READ CDF"),
            .init("00A4090406 3F000001A001", "6204 8002 0006 9000", "SELECT certificate"),
            .init("00B0000006", "3082 0002 0500 9000", "READ certificate"),
        ])
        #expect(throws: HealthCardError.unreadable(field: "signature certificate")) {
            try Self.reading.certificate(other, [0x70, 0x05])
        }
        #expect(other.complaint == nil)
    }
}
