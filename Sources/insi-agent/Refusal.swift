import ArgumentParser
import FoundationEssentials
import HTTPS

/// A problem that the agent answered, as the command line tells it.
struct Refusal: Error {
    /// Stable code, empty when the answer was no problem document.
    let code: String
    private let sentence: String
    private let retry: String

    /// A problem document.
    struct Document: Decodable {
        let code: String
        let title: String
        let detail: String
        let action: String
        let retry: String
    }

    init(_ answer: HTTPResponse) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(answer.body)) else {
            self.init(code: "", sentence: "L'agent a répondu \(answer.status).", retry: "never")
            return
        }
        self.init(document)
    }

    init(_ document: Document) {
        self.init(
            code: document.code,
            sentence: "\(document.title) \(document.detail) \(document.action) [\(document.code)]",
            retry: document.retry)
    }

    private init(code: String, sentence: String, retry: String) {
        self.code = code
        self.sentence = sentence
        self.retry = retry
    }

    /// Prints the sentence and gives the exit code of its retry class.
    func exit() -> ExitCode {
        Terminal.complain(sentence)
        return switch retry {
        case "now", "later": ExitCode(75)
        case "afterUserAction": ExitCode(2)
        default: ExitCode(1)
        }
    }
}
