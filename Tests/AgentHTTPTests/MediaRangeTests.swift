import Testing

@testable import AgentHTTP

@Suite("The choice among the types that a caller accepts")
struct MediaRangeTests {
    private static let types = ["image/svg+xml", "image/png"]

    @Test(
        "follows RFC 9110: the weight of the most precise range, and the first type among equals",
        arguments: [
            (nil, "image/svg+xml"), ("", "image/svg+xml"), ("  ", "image/svg+xml"), ("*/*", "image/svg+xml"),
            ("image/*", "image/svg+xml"), ("image/png", "image/png"), ("IMAGE/PNG", "image/png"),
            ("image/png, image/svg+xml", "image/svg+xml"), ("image/svg+xml;q=0.5, image/png", "image/png"),
            ("*/*;q=0.1, image/png;q=0.2", "image/png"), ("image/*, image/svg+xml;q=0", "image/png"),
            ("text/html, */*;q=0.8", "image/svg+xml"), ("image/png ; q=1.000", "image/png"),
            ("image/svg+xml;q=0.001", "image/svg+xml"), ("image/png;charset=x;q=1", "image/png"),
            ("image/svg+xml;q=0,*/*", "image/png"), (" image/png\t", "image/png"), (",,image/png,", "image/png"),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", "image/svg+xml"),
        ] as [(String?, String)])
    func chosen(_ header: String?, _ type: String) {
        #expect(MediaRange.choice(of: Self.types, for: header) == type)
    }

    @Test(
        "is none where nothing is accepted",
        arguments: [
            "text/html", "image/jpeg", "image/png;q=0", "*/*;q=0", "image/svg+xml;q=0, image/png;q=0.0", "png", "/",
            "*", "*/png", "image/", "image/png;q=2", "image/png;q=0.1234", "image/png;q=-1", "image/png;q=1.1",
            "image/png/x", ";", ",", "image/png;q=", "image/png;q=é", "é/é",
        ])
    func none(_ header: String) {
        #expect(MediaRange.choice(of: Self.types, for: header) == nil)
    }
}
