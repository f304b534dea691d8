/// Rows 5 and 6 of the filter as a table (endpoint.md 3): what reads never acts, and what acts no page can send without asking.
extension FilterRow {
    static let methods: [FilterRow] =
        ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "MKCOL", "SEARCH", "CONNECT"].map {
            method in
            wrong("\(method) /v1/ins/vitale", [user, card, json])
        }
        + [
            "HEAD /v1/ins/traits", "HEAD /v1/ins/verification", "HEAD /v1/pairing", "HEAD /v1/session",
            "HEAD /v1/clients/00000000", "HEAD /v1/professional/session", "HEAD /v1/professional/pin-request",
            "GET /v1/session", "GET /v1/session-codes", "GET /v1/pairing", "GET /v1/professional/pin-request",
            "GET /v1/professional/session", "GET /v1/clients/00000000", "DELETE /v1/professional/pin",
            "PUT /v1/clients",
            "DELETE /v1/state", "PUT /v1/events", "TRACE /v1/state", "TRACE /metrics", "OPTIONS /v1/state",
            "OPTIONS /v1/events", "OPTIONS /metrics", "OPTIONS /", "DELETE /metrics", "PATCH /v1/professional/pin",
        ].map { wrong($0, [user]) }
        + ["/v1/state", "/v1/state?format=flat", "/v1/events", "/metrics", "/healthz", "/", "/v1/professional"].map {
            .action("POST \($0)", 405, "request.method", [user, json], request: "POST \($0)")
        }
        + [
            "X-HTTP-Method-Override: POST", "X-HTTP-Method: POST", "X-Method-Override: POST", "_method: POST",
        ].map { wrong("GET /v1/ins/vitale", [user, card, json, $0]) }
        + [
            wrong("GET /v1/ins/vitale?_method=POST", [user, card, json]),
            wrong("OPTIONS /v1/ins/vitale", [user, card, json, "Access-Control-Request-Method: POST"]),
            wrong("OPTIONS /v1/ins/vitale", [user, card, json, admission]),
            .action(
                "OPTIONS with a body", 405, "request.method", [user, json, card], request: "OPTIONS /v1/ins/vitale"),
            .action("GET with a body", 405, "request.method", [user, json, card], request: "GET /v1/ins/vitale"),
            .action("HEAD with a body", 405, nil, [user, json, card], request: "HEAD /v1/ins/vitale"),
            .action(
                "a preflight with a body", 204, nil, [admission, "Access-Control-Request-Method: POST", json, card],
                request: "OPTIONS /v1/ins/vitale"),
            FilterRow(
                "a preflight of an unknown path", 401, "request.unauthenticated", "OPTIONS /v1/nothing",
                [admission, "Access-Control-Request-Method: POST"]),
            FilterRow("HEAD of the state", 200, nil, "HEAD /v1/state", [user]),
        ]

    /// What a form or a script of any page can send without asking.
    static let types: [FilterRow] =
        simpleTypes.map {
            .action("content type \($0)", 415, "request.contentType", [user, card, "Content-Type: \($0)"])
        }
        + [
            .action("no content type", 415, "request.contentType", [user, card]),
            .action("two content types", 415, "request.contentType", [user, card, json, "Content-Type: text/plain"]),
            .action(
                "two content types, the first simple", 415, "request.contentType",
                [user, card, "Content-Type: text/plain", json]),
            .action(
                "a content type with its charset", 428, "request.preconditionRequired",
                [user, "Content-Type: application/json; charset=utf-8"]),
        ]
        + ["text/plain", "application/json", "application/x-www-form-urlencoded", ""].map {
            .action(
                "a PIN as \($0)", 415, "request.contentType", [token("own"), "Content-Type: \($0)"],
                request: "PUT /v1/professional/pin", body: "1234")
        }
        + [
            "/v1/ins/traits", "/v1/ins/verification", "/v1/ins/comparison", "/v1/ins/worklists", "/v1/ins/datamatrix",
            "/v1/professional/pin-request", "/v1/professional/pin/change", "/v1/professional/pin/unblock",
            "/v1/pairing",
            "/v1/pairing-window", "/v1/session", "/v1/session-codes", "/v1/clients", "/v1/indicators/reports",
            "/v1/readers/loan",
        ].flatMap { path in
            ["text/plain", "application/x-www-form-urlencoded"].map { type in
                .action(
                    "POST \(path) as \(type)", 415, "request.contentType", [user, "Content-Type: \(type)"],
                    request: "POST \(path)")
            }
        }

    private static let simpleTypes = [
        "text/plain", "text/plain; charset=utf-8", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x", "text/plain; application/json", "text/plain;x=application/json",
        "text/plain, application/json", "application/json, text/plain", "application/jsonx", "xapplication/json",
        "text/json", "application/octet-stream", "application/problem+json", "application/json/x", "json", "*/*", "",
        ";",
        "; application/json",
        ";application/json", " ; application/json", "application / json", "appl ication/json", "application/json x",
    ]

    private static func wrong(_ request: String, _ headers: [String]) -> FilterRow {
        let code = request.hasPrefix("HEAD ") ? nil : "request.method"
        return FilterRow("\(request) with \(headers.last ?? "")", 405, code, request, headers)
    }
}
