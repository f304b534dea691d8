import AgentCore
import HealthCards
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
    func once() throws {
        let (digits, rest) = take(["1234"])
        #expect(rest == [[0, 0, 0, 0]])
        _ = try digits.code()
        #expect(throws: AgentError(.pinMalformed)) { try digits.code() }
    }

    @Test(
        "What is no code is refused, and is wiped all the same",
        arguments: ["", "123", "12 4", "123456789", "é123", "1234\n", "\n1234", "1234\n5678\n"])
    func malformed(_ text: String) {
        let (digits, rest) = take([text])
        #expect(rest[0].allSatisfy { $0 == 0 })
        #expect(throws: AgentError(.pinMalformed)) { try digits.code() }
        #expect(throws: AgentError(.pinMalformed)) { try digits.pair() }
    }

    @Test("A code in two pieces is void; empty pieces do not count")
    func pieces() throws {
        #expect(throws: AgentError(.pinMalformed)) { try take(["1234", "5"]).digits.code() }
        #expect(throws: AgentError(.pinMalformed)) { try take(["1234", "5678"]).digits.code() }
        _ = try take(["", "1234", ""]).digits.code()
    }

    @Test("Two codes are a pair and not one code; one is no pair")
    func pair() throws {
        let (digits, rest) = take(["12345678\n4321"])
        #expect(rest[0].allSatisfy { $0 == 0 })
        let (known, new) = try digits.pair()
        #expect(known.take()?.count == 8)
        #expect(new.take()?.count == 4)
        #expect(throws: AgentError(.pinMalformed)) { try take(["1234\n5678"]).digits.code() }
        #expect(throws: AgentError(.pinMalformed)) { try take(["1234"]).digits.pair() }
    }
}
