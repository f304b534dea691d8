import SmartCard
import Testing

@testable import PCSC

@Suite struct CardErrorMappingTests {
    @Test(
        "Each code that is judged has one meaning, any other is kept raw",
        arguments: [
            (0x8010_001D, CardError.serviceUnavailable(code: 0x8010_001D)),
            (0x8010_001E, .serviceUnavailable(code: 0x8010_001E)),
            (0x8010_0013, .serviceUnavailable(code: 0x8010_0013)),
            (0x8010_0003, .serviceUnavailable(code: 0x8010_0003)), (0x8010_0009, .noReader), (0x8010_0017, .noReader),
            (0x8010_002E, .noReader), (0x8010_000C, .cardRemoved), (0x8010_0069, .cardRemoved),
            (0x8010_0066, .cardMute),
            (0x8010_0067, .cardReset), (0x8010_0068, .cardReset), (0x8010_000B, .readerExclusive),
            (0x8010_0002, .cancelled),
            (0x8010_0016, .communicationFailed(code: 0x8010_0016)),
            (0x8010_000F, .communicationFailed(code: 0x8010_000F)),
            (0x1234_5678, .communicationFailed(code: 0x1234_5678)),
        ] as [(Int, CardError)])
    func mapping(_ code: Int, _ error: CardError) {
        #expect(CardError(PCSCError(code: ResultCode(code), function: "SCardConnect")) == error)
    }

    @Test("Success is no error, and a negative C value is the same code")
    func check() throws {
        try PCSCError.check(0, "SCardConnect")
        let error = PCSCError(code: .noService, function: "SCardConnect")
        #expect(throws: error) { try PCSCError.check(0x8010_001D, "SCardConnect") }
        #expect(ResultCode(Int(Int32(bitPattern: 0x8010_001D))) == .noService)
        #expect(ResultCode.noService.description == "0x8010001D")
    }
}
