/// Rows 5 to 10 of the filter as a table (endpoint.md 3).
extension FilterRow {
    private static let json = "Content-Type: application/json"
    private static let user = "Authorization: Bearer {T}"

    /// Rows 5 and 6: methods and content types.
    static let methods: [FilterRow] =
        ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"].map { method in
            FilterRow(
                "\(method) of an action", 405, method == "HEAD" ? nil : "request.method",
                "\(method) /v1/ins/vitale", [user, "If-Match: \"{C}\"", json])
        } + [
            FilterRow(
                "GET of the PIN's counters by a client", 403, "request.scope", "GET /v1/professional/pin", [user]),
            FilterRow("DELETE of the PIN", 405, "request.method", "DELETE /v1/professional/pin", [user]),
            FilterRow("POST of the state", 405, "request.method", "POST /v1/state", [user, json]),
            FilterRow("PUT of the clients", 405, "request.method", "PUT /v1/clients", [user]),
            FilterRow("GET of one client", 405, "request.method", "GET /v1/clients/00000000", [user]),
            FilterRow("HEAD of the state", 200, nil, "HEAD /v1/state", [user]),
            .action("no content type", 415, "request.contentType", [user, "If-Match: \"{C}\""]),
            typed("text/plain"), typed("application/x-www-form-urlencoded"), typed("multipart/form-data; boundary=x"),
            typed("application/jsonx"), typed("text/plain; application/json"), typed("application/octet-stream"),
            typed("application/problem+json"),
            .action(
                "a content type with its charset", 428, "request.preconditionRequired",
                [user, "Content-Type: application/json; charset=utf-8"]),
        ]

    /// Rows 7 to 10: who calls, with which rights, for which card.
    static let callers: [FilterRow] = [
        FilterRow("no token", 401, "request.unauthenticated", "GET /v1/state", []),
        authorised("Bearer " + String(repeating: "A", count: 43)), authorised("Bearer"), authorised("Bearer "),
        authorised("{T}"), authorised("Basic {T}"), authorised("Token {T}"), authorised("Bearer {T} {T}"),
        authorised("Bearer {T}x"), authorised("Bearer \"{T}\""),
        FilterRow(
            "two tokens", 401, "request.unauthenticated", "GET /v1/state", [user, user]),
        FilterRow("a token in the query", 401, "request.unauthenticated", "GET /v1/state?token={T}", []),
        FilterRow("an access token in the query", 401, "request.unauthenticated", "GET /v1/state?access_token={T}", []),
        FilterRow("a token in a cookie", 401, "request.unauthenticated", "GET /v1/state", ["Cookie: token={T}"]),
        FilterRow(
            "an origin's token without Origin", 403, "request.wrongCaller", "GET /v1/state",
            ["Authorization: Bearer {O}"]),
        FilterRow(
            "an origin's token from our own page", 403, "request.wrongCaller", "GET /v1/state",
            ["Authorization: Bearer {O}", "Origin: http://127.0.0.1:{P}"]),
        FilterRow(
            "a user's token from a registered page", 403, "request.wrongCaller", "GET /v1/state",
            [user, "Origin: https://admission.example"]),
        .action("a missing right", 403, "request.scope", ["Authorization: Bearer {S}", json, "If-Match: \"{C}\""]),
        .action(
            "a right missing before a missing If-Match", 403, "request.scope", ["Authorization: Bearer {S}", json]),
        FilterRow(
            "a result without the right", 403, "request.scope", "GET /v1/ins/results/x", ["Authorization: Bearer {S}"]),
        FilterRow("an unknown result", 404, "request.notFound", "GET /v1/ins/results/x", [user]),
        .action("no If-Match", 428, "request.preconditionRequired"),
        .action("another card's session", 412, "request.cardSession", [user, json, "If-Match: \"other\""]),
        .action("any card's session", 412, "request.cardSession", [user, json, "If-Match: *"]),
        .action("an empty If-Match", 412, "request.cardSession", [user, json, "If-Match: \"\""]),
        .action("two card sessions", 412, "request.cardSession", [user, json, "If-Match: \"{C}\", \"other\""]),
        .action(
            "a PIN with a client's token", 403, "request.scope",
            [user, "Content-Type: application/octet-stream"], request: "PUT /v1/professional/pin", body: "1234"),
        .action("a client over TCP", 403, "request.scope", request: "POST /v1/clients", body: newClient),
        FilterRow("the clients over TCP", 403, "request.scope", "GET /v1/clients", [user]),
        FilterRow("a client revoked over TCP", 403, "request.scope", "DELETE /v1/clients/00000000", [user]),
        .action("a page code over TCP", 403, "request.scope", request: "POST /v1/session-codes"),
        .action(
            "a page code that does not exist", 401, "request.unauthenticated", [json], request: "POST /v1/session",
            body: #"{"code": "guess"}"#),
        FilterRow("an unknown path without a token", 401, "request.unauthenticated", "GET /v1/nothing", []),
        FilterRow("an unknown path", 404, "request.notFound", "GET /v1/nothing", [user]),
        FilterRow("the script of the clients", 200, nil, "GET /assets/clients.js", []),
        FilterRow("an unknown asset", 404, "request.notFound", "GET /assets/other.js", []),
        unknown("/v1/ins/vitale/"), unknown("//v1/ins/vitale"), unknown("/v1//ins/vitale"),
        unknown("/v1/ins/%76itale"), unknown("/v1/ins/./vitale"), unknown("/v1/x/../ins/vitale"),
        unknown("/v1/clients/", body: newClient), unknown("/v1//clients", body: newClient),
        .action(
            "a PIN to an almost right path", 404, "request.notFound", [user, json],
            request: "PUT /v1/professional/pin/", body: "1234"),
        FilterRow("the state with a slash", 404, "request.notFound", "GET /v1/state/", [user]),
        FilterRow("a path outside the assets", 404, "request.notFound", "GET /assets/../v1/state", [user]),
    ]

    private static let newClient = #"{"name": "x", "scopes": ["status"], "user": 0}"#

    private static func typed(_ type: String) -> FilterRow {
        .action(
            "content type \(type)", 415, "request.contentType", [user, "Content-Type: \(type)", "If-Match: \"{C}\""])
    }

    private static func authorised(_ value: String) -> FilterRow {
        FilterRow(
            "Authorization \(value)", 401, "request.unauthenticated", "GET /v1/state", ["Authorization: \(value)"])
    }

    /// A spelling of a path that is not the path: the router must not be kinder than the filter.
    private static func unknown(_ path: String, body: String = "{}") -> FilterRow {
        .action(
            "POST \(path)", 404, "request.notFound", ["Authorization: Bearer {S}", json, "If-Match: \"{C}\""],
            request: "POST \(path)", body: body)
    }
}
