import Foundation
import Testing

@testable import INSiSimulator

struct FreshnessTests {
    private let desk: ServiceDesk

    init() throws {
        var desk = try ServiceDesk.shared()
        desk.freshness = Freshness(isRequired: true)
        self.desk = desk
    }

    private func message(_ offset: TimeInterval = 0) -> Message {
        Message(time: Date(timeIntervalSinceNow: offset).ISO8601Format())
    }

    @Test func `a message is taken once`() throws {
        let text = message().text
        let type = message().contentType
        let judge = { try desk.judge(text, contentType: type, from: .software(Message.software)).code }
        #expect(try judge() == "00")
        #expect(try judge() == "sim_repeated")
        #expect(try desk.judge(message()).code == "00")
    }

    @Test(arguments: [(-240.0, "00"), (-360, "sim_stale"), (240, "00"), (360, "sim_stale")])
    func `contexts of another time are refused`(offset: TimeInterval, code: String) throws {
        #expect(try desk.judge(message(offset)).code == code)
    }

    @Test func `neither is looked at by default`() throws {
        let text = Message().text
        for _ in 0..<2 {
            let judgement = try ServiceDesk.shared().judge(
                text, contentType: Message().contentType, from: .software(Message.software))
            #expect(judgement.code == "00")
        }
    }
}
