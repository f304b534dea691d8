import AgentCore
import Testing

@Suite struct PINDigitsTests {
    private func take(_ parts: [String]) -> (digits: PINDigits, rest: [[UInt8]]) {
        let digits = PINDigits()
        let rest = parts.map { part in
            var bytes = Array(part.utf8)
            unsafe bytes.withUnsafeMutableBytes { unsafe digits.take(wiping: $0) }
            return bytes
        }
        return (digits, rest)
    }

    @Test("The digits are handed over once, and wiped where they came from")
    func once() {
        let (digits, rest) = take(["1234"])
        #expect(rest == [[0, 0, 0, 0]])
        #expect(digits.submission() != nil)
        #expect(digits.submission() == nil)
    }

    @Test(
        "What is no PIN gives nothing, and is wiped all the same", arguments: ["", "123", "12 4", "123456789", "é123"])
    func malformed(_ text: String) {
        let (digits, rest) = take([text])
        #expect(rest[0].allSatisfy { $0 == 0 })
        #expect(digits.submission() == nil)
    }

    @Test("A PIN in two pieces is void; empty pieces do not count")
    func pieces() {
        #expect(take(["1234", "5"]).digits.submission() == nil)
        #expect(take(["1234", "5678"]).digits.submission() == nil)
        #expect(take(["", "1234", ""]).digits.submission() != nil)
    }
}
