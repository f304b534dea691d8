/// What a support archive tells of a diagnosis: each finding by its stable code, and its words only where they come from the
/// machine. Words that quote a configuration, a certificate or a page name people and practices.
public struct SupportDiagnosis: Encodable, Equatable, Sendable {
    private static let quotable: Set<CheckFinding.Check> = [.pcscd, .readers, .sharing, .clock, .port]

    /// One finding.
    struct Finding: Encodable, Equatable {
        let check: CheckFinding.Check
        let status: CheckFinding.Status
        let code: String?
        let text: String?

        init(_ finding: CheckFinding) {
            (check, status, code) = (finding.check, finding.status, finding.code)
            text = SupportDiagnosis.quotable.contains(finding.check) ? finding.text : nil
        }
    }

    let cause: Finding?
    let findings: [Finding]

    /// The part of a diagnosis that may be told.
    public init(_ diagnosis: Diagnosis) {
        cause = diagnosis.cause.map(Finding.init)
        findings = diagnosis.findings.map(Finding.init)
    }
}
