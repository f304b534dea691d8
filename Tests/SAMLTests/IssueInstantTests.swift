import Foundation
import Testing

@testable import SAML

@Suite struct IssueInstantTests {
    @Test func `it agrees with Foundation over four centuries`() throws {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        for days in stride(from: -20_000, to: 130_000, by: 37) {
            let seconds = Int64(days) * 86_400 + Int64(abs(days) % 86_400)
            let text = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
            #expect(IssueInstant.seconds(text) == seconds)
        }
    }

    @Test func `a leap day exists in leap years only`() {
        #expect(IssueInstant.seconds("2024-02-29T00:00:00.000Z") == 1_709_164_800)
        #expect(IssueInstant.seconds("2000-02-29T23:59:59.999Z") == 951_868_799)
        #expect(IssueInstant.seconds("2023-02-29T00:00:00.000Z") == nil)
        #expect(IssueInstant.seconds("2100-02-29T00:00:00.000Z") == nil)
    }

    @Test(arguments: [
        "", "2024-05-06T07:08:09Z", "2024-05-06T07:08:09.010+00:00", "2024-05-06 07:08:09.010Z",
        "2024-13-06T07:08:09.010Z",
        "2024-00-06T07:08:09.010Z", "2024-05-00T07:08:09.010Z", "2024-05-32T07:08:09.010Z", "2024-05-06T24:08:09.010Z",
        "2024-05-06T07:60:09.010Z", "2024-05-06T07:08:60.010Z", "0000-05-06T07:08:09.010Z", "2024-05-06T07:08:09.010Z ",
        "２024-05-06T07:08:09.010", "-024-05-06T07:08:09.010Z", "2024-05-06T07:08:09.0100Z",
    ])
    func `any other text is no instant`(text: String) {
        #expect(IssueInstant.seconds(text) == nil)
    }
}
