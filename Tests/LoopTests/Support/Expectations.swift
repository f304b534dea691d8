import Testing

/// What every problem owes the person at the desk, wherever it stands.
func expectProblem(
    _ problem: JSON?, _ code: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(problem?["code"]?.text == code, sourceLocation: sourceLocation)
    #expect(problem?["title"]?.text?.isEmpty == false, sourceLocation: sourceLocation)
    #expect(problem?["action"]?.text?.isEmpty == false, sourceLocation: sourceLocation)
    let classes = ["never", "now", "later", "afterUserAction"]
    #expect(classes.contains(problem?["retry"]?.text ?? ""), sourceLocation: sourceLocation)
}
