import Foundation
import Testing

@testable import INSi

struct MessageStampTests {
    @Test func `identifiers are version 4 UUIDs and never the same`() throws {
        let stamps = (0..<100).map { _ in MessageStamp(messageID: MessageID.new()) }
        let identifiers = stamps.flatMap { [String($0.messageID.dropFirst(5)), $0.bamID, $0.lpsID] }
        #expect(Set(identifiers).count == 300)
        let shape = try Regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        for identifier in identifiers {
            #expect(try shape.wholeMatch(in: identifier) != nil)
        }
        #expect(stamps.allSatisfy { $0.messageID.hasPrefix("uuid:") })
    }

    @Test func `the time is now, in UTC with milliseconds`() throws {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let before = Date()
        let text = MessageStamp(messageID: "").time
        let time = try format.parse(text)
        #expect(text.count == 24 && text.hasSuffix("Z"))
        #expect(abs(time.timeIntervalSince(before)) < 5)
    }
}
