/// Rows 9 and 10 of the filter as a table (endpoint.md 3): with which rights, for which card, and that nothing else is a path.
extension FilterRow {
    /// `{status}` may see readers and cards, `{narrow}` may search by card and no more.
    static let rights: [FilterRow] =
        ["GET /v1/state", "GET /v1/state?format=flat", "GET /v1/events", "GET /metrics"].map { lacking($0, "narrow") }
        + [
            "GET /metrics", "GET /v1/professional", "GET /v1/professional/pin", "GET /v1/ins/results/x",
            "GET /v1/ins/worklists", "GET /v1/indicators", "GET /v1/doctor", "GET /v1/clients",
            "GET /v1/pairing-window",
            "DELETE /v1/professional/session", "DELETE /v1/clients/00000000", "DELETE /v1/pairing-window",
        ].map { lacking($0, "status") }
        + ["GET /v1/professional/pin", "GET /v1/clients", "GET /v1/pairing-window", "DELETE /v1/clients/00000000"].map {
            lacking($0, "user")
        }
        + ["HEAD /v1/state", "HEAD /v1/events", "HEAD /metrics"].map {
            FilterRow("\($0) without the right", 403, nil, $0, [token("narrow")])
        }
        + ["vitale", "traits", "verification", "comparison", "worklists", "datamatrix", "identity-block"].map {
            .action(
                "\($0) without the right", 403, scope, [token("status"), json, card], request: "POST /v1/ins/\($0)")
        }
        + ["/v1/session-codes", "/v1/clients", "/v1/pairing-window", "/v1/readers/loan"].map {
            .action("POST \($0) over TCP", 403, scope, request: "POST \($0)", body: newClient)
        }
        + [
            .action("a right missing before a missing If-Match", 403, scope, [token("status"), json]),
            .action("a client made by our own page", 403, scope, [token("own"), json], request: "POST /v1/clients"),
            .action(
                "a reader lent by our own page", 403, scope, [token("own"), json], request: "POST /v1/readers/loan",
                body: #"{"usbPath": "1-1"}"#),
            .action(
                "a PIN with a client's token", 403, scope, [user, octets], request: "PUT /v1/professional/pin",
                body: "1234"),
            .action(
                "a PIN changed with a client's token", 403, scope, [user, octets],
                request: "POST /v1/professional/pin/change", body: "1234\n5678"),
            .action(
                "a PIN unblocked with a client's token", 403, scope, [user, octets],
                request: "POST /v1/professional/pin/unblock", body: "12345678\n5678"),
        ]

    static let cards: [FilterRow] =
        [
            .action("no If-Match", 428, "request.preconditionRequired"),
            .action(
                "the card in If-None-Match", 428, "request.preconditionRequired",
                [user, json, "If-None-Match: \"{card}\""]),
        ]
        + ["\"other\"", "*", "\"\"", "\"{card}\", \"other\"", "\"other\", \"{card}\"", "\"{card}x\"", "W/\"{card}\""]
        .map {
            .action("If-Match \($0)", 412, "request.cardSession", [user, json, "If-Match: \($0)"])
        }
        + [.action("two If-Matches", 412, "request.cardSession", [user, json, card, card])]

    /// Spellings of a path that are not the path: the router must not be kinder than the filter.
    static let paths: [FilterRow] =
        [
            "/v1/ins/vitale/", "//v1/ins/vitale", "/v1//ins/vitale", "/v1/ins//vitale", "/v1/ins/%76itale",
            "/v1/ins%2Fvitale", "/v1/ins/./vitale", "/v1/x/../ins/vitale", "/v1/ins/vitale/.", "/v1/ins/vitale;x",
            "/v1/ins/vitale%00", "/v1/ins/vitale%20", "/V1/INS/VITALE", "/v1/ins/Vitale", "/v1/ins\\vitale",
            "/v1/session-codes/", "//v1/session-codes", "/v1/clients/", "/v1//clients", "/v1/pairing-window/",
        ].map {
            .action("POST \($0)", 404, "request.notFound", [token("status"), json, card], request: "POST \($0)")
        }
        + [
            "/v1/nothing", "/v1/state/", "//v1/state", "/v1/STATE", "/v1/%73tate", "/v1/events/", "/v1/x/../events",
            "/metrics/", "//metrics", "/%6Detrics", "/assets/../v1/state", "/assets/..%2F..%2Fclients.json",
            "/assets/../../state/clients.json", "/v1/ins/results/", "/v1/ins/results/x/y",
        ].map { FilterRow("GET \($0)", 404, "request.notFound", "GET \($0)", [user]) }
        + [
            FilterRow("an unknown result", 404, "request.notFound", "GET /v1/ins/results/x", [user]),
            FilterRow("the script of the clients", 200, nil, "GET /assets/clients.js", []),
            FilterRow("an unknown asset", 404, "request.notFound", "GET /assets/other.js", []),
            FilterRow("an asset outside", 404, "request.notFound", "GET /assets/..%2Findex.html", []),
            .action(
                "a PIN to an almost right path", 404, "request.notFound", request: "PUT /v1/professional/pin/",
                body: "1234"),
        ]

    private static let scope = "request.scope"
    private static let octets = "Content-Type: application/octet-stream"
    private static let newClient = #"{"name": "x", "scopes": ["status"], "user": 0}"#

    private static func lacking(_ request: String, _ name: String) -> FilterRow {
        FilterRow("\(request) with the rights of \(name)", 403, scope, request, [token(name)])
    }
}
