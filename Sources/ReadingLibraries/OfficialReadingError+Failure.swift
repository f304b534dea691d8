import HealthCards
import LibraryMessages

extension OfficialReadingError {
    /// The longest reason kept.
    private static let reasonLimit = 500

    /// What the helper process reports, texts cut: it shares its memory with the libraries.
    init(_ failure: LibraryFailure) {
        self =
            switch failure {
            case .notLoadable(let reason): .notLoadable(reason: String(reason.prefix(Self.reasonLimit)))
            case .refused(let function, let result, let code):
                .refused(function: String(function.prefix(Self.reasonLimit)), result: result, code: code)
            case .cardAbsent: .cardAbsent
            case .cardChanged: .cardChanged
            case .unreadable(let what): .unreadable(String(what.prefix(Self.reasonLimit)))
            }
    }
}
