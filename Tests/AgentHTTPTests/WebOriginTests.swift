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
            "https://192.168.1.20", "https://10.0.0.5:8443", "https://4you.example",
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
            "https://127.1", "https://2130706433", "https://0x7f000001", "https://010.0.0.5", "https://10.0.0.256",
            "https://10.0.0.5.", "https://a.example.1", "https://" + String(repeating: "a", count: 64) + ".example",
            "https://" + String(repeating: "a.", count: 127) + "example", "https://a..b", "https://café.example",
            "https://a b", "http://[::1]evil", "http://localhost:80",
        ])
    func refused(origin: String) {
        #expect(!WebOrigin.isValid(origin))
    }
}
