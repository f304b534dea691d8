import Testing

@testable import AgentHTTP

@Suite("An origin of a page")
struct WebOriginTests {
    @Test(
        "is accepted as browsers write it",
        arguments: [
            "https://admission.example", "https://a.b-c.example:8443", "https://xn--caf-dma.example",
            "http://localhost:3000",
            "http://127.0.0.1:8080", "http://[::1]:5173", "http://localhost",
        ])
    func accepted(origin: String) {
        #expect(WebOrigin.isValid(origin))
    }

    @Test(
        "is refused in every other spelling",
        arguments: [
            "", "null", "*", "https://", "https://*.example", "https://Admission.example", "https://admission.example/",
            "https://admission.example.", "https://user@admission.example", "https://admission.example:443",
            "https://admission.example:0443", "https://admission.example:0", "https://admission.example:99999",
            "http://admission.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example",
            "ftp://a.example",
            "https://a..b", "https://café.example", "https://a b", "http://[::1]evil", "http://localhost:80",
        ])
    func refused(origin: String) {
        #expect(!WebOrigin.isValid(origin))
    }
}
