import HealthCards
import Testing

extension PIN {
    /// A PIN from a literal, which only a test may do.
    init(literal: String) throws(HealthCardError) {
        let digits = Array(literal.utf8)
        var result: Result<PINEntry, HealthCardError> = .failure(.malformedPIN)
        unsafe digits.withUnsafeBytes { bytes in
            do throws(HealthCardError) {
                result = .success(PINEntry(try unsafe PIN(digits: bytes)))
            } catch {
                result = .failure(error)
            }
        }
        guard let pin = try result.get().take() else { throw .malformedPIN }
        self = pin
    }
}

@Suite struct PINTests {
    @Test("Four to eight digits are a PIN", arguments: ["1234", "00000", "12345678"])
    func accepted(_ digits: String) throws {
        let pin = try PIN(literal: digits)
        #expect(pin.count == digits.count)
    }

    @Test(
        "Anything else is not", arguments: ["", "123", "123456789", "12a4", "12 4", "１２３４", "123\0", "-123", "12\n4"])
    func refused(_ digits: String) {
        #expect(throws: HealthCardError.malformedPIN) { _ = try PIN(literal: digits).count }
    }

    @Test("An entry gives its PIN once")
    func once() throws {
        let entry = PINEntry(try PIN(literal: "1234"))
        let first = entry.take()
        let second = entry.take()
        let (isFirst, isSecond) = (first != nil, second != nil)
        #expect(isFirst && !isSecond)
    }
}
