import FoundationEssentials
import HealthCards
import LibraryMessages

extension HelperProcess {
    /// 64 KiB as base64, and room.
    private static let answerLimit = 256 * 1024

    /// Asks one question, in JSON. Throws as `exchange` does, and `unreadable` for what is no answer.
    mutating func ask(
        _ request: LibraryRequest, within timeout: Duration
    ) throws(OfficialReadingError) -> LibraryAnswer {
        guard let line = try? JSONEncoder().encode(request) else { throw .unreadable("request") }
        let answer = try exchange(
            Array(line) + [UInt8(ascii: "\n")], limit: Self.answerLimit, within: timeout)
        guard let answer = try? JSONDecoder().decode(LibraryAnswer.self, from: Data(answer)) else {
            throw .unreadable("answer")
        }
        return answer
    }
}
