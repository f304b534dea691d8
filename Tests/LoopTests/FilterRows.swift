/// Rows 1 to 4 of the filter as a table (endpoint.md 3).
extension FilterRow {
    private static let malformed = "request.malformed"

    /// Row 1: framing and sizes.
    static let framing: [FilterRow] = [
        FilterRow("no Host", 400, malformed, noHost: true),
        FilterRow("two Hosts", 400, malformed, headers: ["Host: 127.0.0.1:{P}", "Host: 127.0.0.1:{P}"]),
        FilterRow("absolute form", 400, malformed, "GET http://127.0.0.1:{P}/v1/state"),
        FilterRow("authority form", 400, malformed, "CONNECT 127.0.0.1:{P}"),
        FilterRow("asterisk form", 400, malformed, "OPTIONS *"),
        .action(
            "Content-Length and Transfer-Encoding", 400, malformed,
            ["Authorization: Bearer {T}", "Content-Type: application/json", "Transfer-Encoding: chunked"]),
        .action(
            "two Content-Lengths", 400, malformed,
            ["Authorization: Bearer {T}", "Content-Type: application/json", "Content-Length: 3"]),
        FilterRow("a Content-Length that is no number", 400, malformed, headers: ["Content-Length: two"]),
        FilterRow("a negative Content-Length", 400, malformed, headers: ["Content-Length: -1"]),
        chunked("a chunk size that is no number", 400, malformed, "zz\r\n{}\r\n0\r\n\r\n"),
        chunked("an unknown transfer coding", 400, malformed, "", coding: "gzip"),
        chunked(
            "a chunked body of 96 KiB", 413, "request.tooLarge",
            "18000\r\n" + String(repeating: " ", count: 98_304) + "\r\n0\r\n\r\n"),
        chunked("two transfer codings", 400, malformed, "", coding: "gzip, chunked"),
        FilterRow("a header name with a space", 400, malformed, headers: ["Bad Header: x"]),
        FilterRow("a header without a colon", 400, malformed, headers: ["nonsense"]),
        FilterRow("a folded header", 400, malformed, headers: ["X: a", " b", "bad line"]),
        FilterRow(
            "headers of 20 KiB", 431, "request.headersTooLarge",
            headers: ["X-Long: " + String(repeating: "a", count: 20_480)]),
        FilterRow(
            "headers of 100 KiB", 431, "request.headersTooLarge",
            headers: ["X-Long: " + String(repeating: "a", count: 102_400)]),
        FilterRow(
            "500 headers", 431, "request.headersTooLarge",
            headers: (1...500).map { "X-Header-\($0): 0123456789012345678901234567890" }),
        body("a body of 64 KiB and one byte", bytes: 65_537),
        body("a body of 1 MB", bytes: 1_000_000),
        FilterRow(
            "a body announced as endless", 413, "request.tooLarge", "POST /v1/ins/vitale",
            ["Authorization: Bearer {T}", "Content-Type: application/json", "Content-Length: 9999999999999"]),
    ]

    /// Row 2: the name under which we are called.
    static let hosts: [FilterRow] = [
        host("localhost:{P}", 200), host("127.0.0.1:{P}", 200), host("[::1]:{P}", 200),
        host("127.0.0.1"), host("localhost"), host("127.0.0.1:{Q}"), host("LOCALHOST:{P}"), host("localhost.:{P}"),
        host("127.0.0.1.:{P}"), host("attacker.example:{P}"), host("127.0.0.1.attacker.example:{P}"),
        host("localhost.attacker.example:{P}"), host("127.1:{P}"), host("0.0.0.0:{P}"), host("127.0.0.2:{P}"),
        host("2130706433:{P}"), host("[::]:{P}"), host("[::ffff:127.0.0.1]:{P}"), host("::1:{P}"),
        host("user@127.0.0.1:{P}"), host("127.0.0.1:0{P}"), host("127.0.0.1:{P}, attacker.example"), host(""),
    ]

    /// Rows 3 and 4: the page that calls. `https://admission.example` is registered.
    static let origins: [FilterRow] =
        [
            "null", "https://unknown.example", "http://admission.example", "https://admission.example:8443",
            "https://admission.example:443", "https://ADMISSION.example", "HTTPS://admission.example",
            "https://admission.example.", "https://admission.example/", "https://user@admission.example",
            "https://admission.example.attacker.example", "https://xadmission.example",
            "https://sub.admission.example", "https://admission.example https://admission.example",
            "https://admission.example, https://unknown.example", "*", "file://", "", "http://127.0.0.1:{Q}",
            "http://127.0.0.1", "https://127.0.0.1:{P}", "http://attacker.example:{P}",
        ].map { origin in
            FilterRow(
                "Origin \(origin)", 403, "request.origin", headers: ["Origin: \(origin)", "Authorization: Bearer {T}"])
        } + [
            FilterRow(
                "two Origins", 403, "request.origin",
                headers: [
                    "Origin: https://admission.example", "Origin: https://admission.example",
                    "Authorization: Bearer {O}",
                ]),
            FilterRow(
                "our own origin", 200, headers: ["Origin: http://127.0.0.1:{P}", "Authorization: Bearer {T}"]),
            FilterRow(
                "the registered origin", 200,
                headers: ["Origin: https://admission.example", "Authorization: Bearer {O}"]),
            fetched("cross-site", "GET /v1/state", 403), fetched("same-site", "GET /v1/state", 403),
            fetched("cross-site", "GET /healthz", 403), fetched("cross-site", "GET /assets/agent.js", 403),
            fetched("same-origin", "GET /v1/state", 200), fetched("none", "GET /v1/state", 200),
            fetched("cross-site", "GET /", 403), navigated("GET /", "document", 200),
            navigated("GET /", "iframe", 403), navigated("GET /v1/state", "document", 403),
        ]

    private init(
        _ description: String, _ status: Int, _ code: String? = nil, headers: [String], noHost: Bool = false
    ) {
        self.init(description, status, code, "GET /v1/state", headers, noHost: noHost)
    }

    private static func host(_ value: String, _ status: Int = 421) -> FilterRow {
        FilterRow(
            "Host \(value)", status, status == 200 ? nil : "request.host",
            headers: ["Host: \(value)", "Authorization: Bearer {T}"])
    }

    private static func body(_ description: String, bytes: Int) -> FilterRow {
        .action(description, 413, "request.tooLarge", body: String(repeating: " ", count: bytes))
    }

    private static func chunked(
        _ description: String, _ status: Int, _ code: String, _ body: String, coding: String = "chunked"
    ) -> FilterRow {
        FilterRow(
            description, status, code, "POST /v1/ins/vitale",
            [
                "Authorization: Bearer {T}", "Content-Type: application/json", "If-Match: \"{C}\"",
                "Transfer-Encoding: \(coding)",
            ], body: Array(body.utf8))
    }

    private static func fetched(_ site: String, _ request: String, _ status: Int) -> FilterRow {
        FilterRow(
            "\(request) \(site)", status, status == 200 ? nil : "request.crossSite", request,
            ["Sec-Fetch-Site: \(site)", "Authorization: Bearer {T}"])
    }

    private static func navigated(_ request: String, _ destination: String, _ status: Int) -> FilterRow {
        FilterRow(
            "navigation \(request) as \(destination)", status, status == 200 ? nil : "request.crossSite", request,
            [
                "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: \(destination)",
                "Authorization: Bearer {T}",
            ])
    }
}
