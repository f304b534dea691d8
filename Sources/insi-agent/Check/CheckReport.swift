import AgentCore
import ArgumentParser
import FoundationEssentials

/// The findings so far; for a person each is shown as it comes, for a script all at the end.
struct CheckReport {
    private let isJSON: Bool
    private(set) var findings: [CheckFinding] = []

    init(isJSON: Bool) {
        self.isJSON = isJSON
    }

    mutating func add(_ finding: CheckFinding) {
        findings.append(finding)
        if !isJSON { finding.lines.forEach(Terminal.say) }
    }

    /// Ends the command with status 1 when there is an error.
    func end() throws {
        if isJSON {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.say(String(decoding: try encoder.encode(findings), as: UTF8.self))
        }
        if findings.contains(where: { $0.status == .error }) { throw ExitCode(1) }
    }
}
