/// A problem document of the agent that runs, as far as it is told again.
public struct SeenProblem: Decodable, Equatable, Sendable {
    let code: String
    let title: String
    let detail: String
    let action: String
}

extension CheckFinding {
    /// What the agent said, with what is known besides.
    init(_ check: Check, _ problem: SeenProblem, about: String? = nil) {
        let known = about.map { $0 + ". " } ?? ""
        self.init(
            check, .error, known + "\(problem.title) \(problem.detail) [\(problem.code)]", action: problem.action,
            code: problem.code)
    }
}
