/// Rows 3 and 4 of the filter as a table (endpoint.md 3): the page that calls. `https://admission.example` and
/// `https://labo.example` are registered.
extension FilterRow {
    /// Each with the registered origin's own token: its origin alone is wrong.
    static let origins: [FilterRow] =
        foreignOrigins.map { origin in
            FilterRow("Origin \(origin)", 403, "request.origin", headers: ["Origin: \(origin)", page])
        }
        + [
            stranger("two Origins", headers: [admission, admission, page]),
            stranger("two Origins, the second foreign", headers: [admission, "Origin: https://unknown.example", page]),
            stranger("two Origins, the first foreign", headers: ["Origin: https://unknown.example", admission, page]),
            stranger("two Origins, the second null", headers: [admission, "Origin: null", page]),
            FilterRow("our own origin", 200, headers: ["Origin: http://127.0.0.1:{port}", user]),
            FilterRow("our own origin by name", 200, headers: ["Origin: http://localhost:{port}", user]),
            FilterRow("the registered origin", 200, headers: [admission, page]),
        ]

    /// A page that is not registered, with a token that may do everything.
    static let strangers: [FilterRow] =
        [
            "GET /v1/state", "HEAD /v1/state", "GET /v1/state?format=flat", "GET /v1/state?after=x&wait=60",
            "GET /v1/events", "HEAD /v1/events", "GET /metrics", "HEAD /metrics", "GET /v1/professional",
            "GET /v1/professional/pin", "GET /v1/clients", "GET /v1/indicators", "GET /v1/doctor",
            "GET /v1/ins/worklists",
            "GET /v1/ins/results/x", "GET /healthz", "GET /openapi.json", "GET /", "GET /patient",
            "GET /assets/agent.js",
            "GET /insi-agent.js", "GET /v1/nothing", "OPTIONS /v1/state", "TRACE /v1/state",
            "DELETE /v1/professional/session", "DELETE /v1/clients/00000000", "DELETE /v1/pairing-window",
        ].map { stranger("\($0) by a stranger's page", $0, headers: ["Origin: https://unknown.example", user]) }
        + [
            "POST /v1/ins/vitale", "POST /v1/ins/traits", "POST /v1/ins/verification", "POST /v1/ins/worklists",
            "POST /v1/professional/pin-request", "PUT /v1/professional/pin", "POST /v1/session",
            "POST /v1/session-codes",
            "POST /v1/pairing", "POST /v1/pairing-window", "POST /v1/clients",
        ].map { request in
            .action(
                "\(request) by a stranger's page", 403, "request.origin",
                ["Origin: https://unknown.example", user, json, card], request: request)
        }
        + ["null", "https://unknown.example", "http://127.0.0.1:{other}", "https://ADMISSION.example"].map { origin in
            stranger(
                "preflight of \(origin)", "OPTIONS /v1/ins/vitale",
                headers: [
                    "Origin: \(origin)", "Access-Control-Request-Method: POST",
                    "Access-Control-Request-Headers: authorization, content-type, if-match",
                    "Access-Control-Request-Private-Network: true",
                ])
        }

    /// Row 4: no origin, but the browser says that another site calls.
    static let sites: [FilterRow] =
        [
            "GET /v1/state", "GET /v1/state?format=flat", "GET /v1/events", "GET /metrics", "GET /healthz", "GET /",
            "GET /assets/agent.js", "GET /insi-agent.js", "GET /openapi.json", "DELETE /v1/professional/session",
        ].flatMap { request in
            ["cross-site", "same-site"].map { fetched($0, request, 403) }
        }
        + ["same-origin", "none"].map { fetched($0, "GET /v1/state", 200) }
        + [
            .action(
                "a search from another site", 403, "request.crossSite",
                [user, json, card, "Sec-Fetch-Site: cross-site"]),
            navigated("GET /", "document", 200), navigated("GET /patient", "document", 200),
            navigated("GET /", "iframe", 403), navigated("GET /", "embed", 403), navigated("GET /", "object", 403),
            navigated("POST /", "document", 403), navigated("GET /v1/state", "document", 403),
            navigated("GET /v1/events", "document", 403), navigated("GET /metrics", "document", 403),
            navigated("GET /openapi.json", "document", 403), navigated("GET /assets/agent.js", "document", 403),
        ]

    private static let page = "Authorization: Bearer {page}"

    private static let foreignOrigins = [
        "null", "NULL", "", "*", "undefined", "admission.example", "//admission.example", "https://", "https:",
        // Another scheme, port or place.
        "http://admission.example", "wss://admission.example", "ws://admission.example", "ftp://admission.example",
        "file://", "file://admission.example", "data:", "blob:https://admission.example", "about:blank",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop", "moz-extension://admission.example",
        "capacitor://localhost", "https://admission.example:8443", "https://admission.example:443",
        "https://admission.example:80", "https://admission.example:0", "https://admission.example:",
        // The same in another spelling.
        "https://ADMISSION.example", "https://Admission.example", "https://admission.EXAMPLE",
        "HTTPS://admission.example", "Https://admission.example", "https://admission.example.",
        "https://admission.example..", "https://.admission.example", "https://admission..example",
        "https://%61dmission.example", "https://admission.example%00", "https:/admission.example",
        "https:\\\\admission.example", "https:///admission.example", "https://admission%2Eexample",
        // More than an origin.
        "https://admission.example/", "https://admission.example/index.html", "https://admission.example?x",
        "https://admission.example#x", "https://user@admission.example", "https://user:secret@admission.example",
        "https://@admission.example", "https://admission.example@attacker.example",
        "https://attacker.example/https://admission.example", "https://attacker.example#https://admission.example",
        "https://admission.example https://admission.example", "https://admission.example, https://unknown.example",
        "https://unknown.example, https://admission.example", "https://admission.example,https://admission.example",
        "null, https://admission.example", "https://admission.example null", "\"https://admission.example\"",
        // Names that look like it, begin or end like it.
        "https://unknown.example", "https://admission.example.attacker.example",
        "https://admission.example-attacker.example",
        "https://admission-example", "https://admissionexample", "https://xadmission.example",
        "https://dmission.example",
        "https://admission.examplex", "https://admission.exampl", "https://sub.admission.example",
        "https://attacker-admission.example", "https://attacker.example/admission.example",
        "https://\u{430}dmission.example", "https://admissi\u{43E}n.example", "https://adm\u{131}ssion.example",
        "https://admission\u{3002}example", "https://admission\u{FF0E}example", "https://\u{FF41}dmission.example",
        "https://adm\u{AD}ission.example", "https://xn--dmission-3nf.example", "https://xn--admissin-q0a.example",
        "https://admission.xn--example-xyz", "https://adrnission.example", "https://admissi0n.example",
        // Other programs of this machine.
        "http://127.0.0.1:{other}", "http://127.0.0.1", "http://127.0.0.1:80", "https://127.0.0.1:{port}",
        "http://localhost", "http://localhost:{other}", "https://localhost:{port}", "http://LOCALHOST:{port}",
        "http://localhost.:{port}", "http://sub.localhost:{port}", "http://[::1]", "http://[::1]:{other}",
        "http://[::]:{port}", "http://[0:0:0:0:0:0:0:1]:{port}", "http://[::ffff:127.0.0.1]:{port}",
        "http://127.1:{port}", "http://0x7f000001:{port}", "http://2130706433:{port}", "http://0.0.0.0:{port}",
        "http://127.0.0.2:{port}", "http://127.0.0.1:0{port}", "http://127.0.0.1:{port}/",
        "http://user@127.0.0.1:{port}",
        "http://attacker.example:{port}", "http://127.0.0.1.attacker.example:{port}", "127.0.0.1:{port}",
    ]

    private init(_ description: String, _ status: Int, _ code: String? = nil, headers: [String]) {
        self.init(description, status, code, "GET /v1/state", headers)
    }

    private static func stranger(
        _ description: String, _ request: String = "GET /v1/state", headers: [String]
    ) -> FilterRow {
        FilterRow(description, 403, request.hasPrefix("HEAD") ? nil : "request.origin", request, headers)
    }

    private static func fetched(_ site: String, _ request: String, _ status: Int) -> FilterRow {
        FilterRow(
            "\(request) \(site)", status, status == 200 ? nil : "request.crossSite", request,
            ["Sec-Fetch-Site: \(site)", user])
    }

    private static func navigated(_ request: String, _ destination: String, _ status: Int) -> FilterRow {
        FilterRow(
            "navigation \(request) as \(destination)", status, status == 200 ? nil : "request.crossSite", request,
            [
                "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: \(destination)", user,
            ])
    }
}
