import Testing

@testable import AgentHTTP

@Suite("The type that a caller accepts")
struct AcceptedTypeTests {
    private static let offered = ["application/json", "text/csv"]

    @Test(
        "is the best of those offered",
        arguments: [
            ([], "application/json"), ([""], "application/json"), ([" , "], "application/json"),
            (["*/*"], "application/json"), (["text/csv"], "text/csv"), (["TEXT/CSV"], "text/csv"),
            (["text/*"], "text/csv"), (["application/json, text/csv"], "application/json"),
            (["text/csv, application/json"], "application/json"), (["text/csv;header=present"], "text/csv"),
            (["application/json;q=0.5, text/csv"], "text/csv"), (["application/json;q=0.5", "text/csv"], "text/csv"),
            (["application/json;q=0, */*"], "text/csv"), (["text/csv;q=0.9, */*;q=0.8"], "text/csv"),
            (["*/*;q=0.1, text/*;q=0.2, text/csv;q=0.05"], "application/json"),
            (["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], "application/json"),
            (["application/json ; Q=0.001 , text/csv\t;\tq=0.002"], "text/csv"),
            (["application/json;q=2, text/csv;q=0.1"], "text/csv"), (["text/csv;q=1.000"], "text/csv"),
        ])
    func best(_ values: [String], _ type: String) {
        #expect(AcceptedType.best(of: Self.offered, accept: values) == type)
    }

    @Test(
        "is none",
        arguments: [
            "text/html", "image/*", "*/*;q=0", "application/json;q=0, text/csv;q=0.000", "text/csv;q=",
            "text/csv;q=1.001",
            "text/csv;q=0.0001", "text/csv;q=-1", "text/csv;q=a", "text/csv;q=0.5.5", "text", "text/", "/csv", "*/csv",
            "text /csv", "text/csv/x", ";", "/",
        ])
    func none(_ value: String) {
        #expect(AcceptedType.best(of: Self.offered, accept: [value]) == nil)
    }

    @Test("is none where nothing is offered")
    func nothing() {
        #expect(AcceptedType.best(of: [], accept: ["*/*"]) == nil)
        #expect(AcceptedType.best(of: [], accept: []) == nil)
    }
}
