import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct CPxFilesTests {
    static let files = CPxFiles(dialect: .cps3)
    static let select = ScriptedCard.Exchange("00A4090406 3F0000015031", "610A", "SELECT")

    static func block(_ count: Int) -> String { String(repeating: "41", count: count) }

    @Test("A file is read in pieces of 231 bytes until its size")
    func pieces() throws {
        let card = ScriptedCard([
            Self.select, .init("00C000000A", "62088002 01F0 82010190 009000", "GET RESPONSE"),
            .init("00B00000E7", Self.block(231) + "9000", "READ"),
            .init("00B000E7E7", Self.block(200) + "6282", "READ, with less than asked for"),
            .init("00B001AF41", Self.block(65) + "9000", "READ"),
        ])
        #expect(try Self.files.read(card, [0x50, 0x31], .objectDirectory).count == 0x1F0)
        #expect(card.complaint == nil)
    }

    @Test("A path from the root is taken as it is")
    func absolute() throws {
        let card = ScriptedCard([
            .init("00A4090404 3F002F01", "6206 80020001 82009000", "SELECT"), .init("00B0000001", "419000", "READ"),
        ])
        #expect(try Self.files.read(card, [0x3F, 0x00, 0x2F, 0x01], .objectDirectory) == [0x41])
        #expect(card.complaint == nil)
    }

    @Test(
        "A file that is missing, without size, too large or empty is told",
        arguments: [
            ("6A82", "", HealthCardError.fileMissing(.objectDirectory)),
            ("6982", "", .card(.unexpectedStatus(.securityStatusNotSatisfied, during: "SELECT object directory"))),
            ("9000", "", .unreadable(field: "object directory")),
            ("6F048002FFFF9000", "", .unreadable(field: "object directory")),
            ("6F0380010A9000", "", .unreadable(field: "object directory")),
            ("620480020001 9000", "9000", .unreadable(field: "object directory")),
            (
                "620480020001 9000", "6982",
                .card(.unexpectedStatus(.securityStatusNotSatisfied, during: "READ BINARY object directory"))
            ),
        ])
    func refusals(_ selection: String, _ reading: String, _ error: HealthCardError) {
        let read = reading.isEmpty ? [] : [ScriptedCard.Exchange("00B0000001", reading, "READ")]
        let card = ScriptedCard([.init("00A4090406 3F0000015031", selection, "SELECT")] + read)
        #expect(throws: error) { try Self.files.read(card, [0x50, 0x31], .objectDirectory) }
        #expect(card.complaint == nil)
    }

    @Test("A path too long to be one is refused without a command")
    func longPath() {
        let card = ScriptedCard([])
        #expect(throws: HealthCardError.unreadable(field: "certificate directory")) {
            try Self.files.read(card, [UInt8](repeating: 1, count: 200), .certificateDirectory)
        }
        #expect(card.complaint == nil)
    }
}
