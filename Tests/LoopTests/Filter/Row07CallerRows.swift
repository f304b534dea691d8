/// Rows 7 and 8 of the filter as a table (endpoint.md 3): who calls.
extension FilterRow {
    static let callers: [FilterRow] =
        [
            "GET /v1/state", "GET /v1/state?format=flat", "GET /v1/state?after=x&wait=60", "GET /v1/events",
            "GET /metrics",
            "GET /v1/professional", "GET /v1/professional/pin", "GET /v1/ins/results/x", "GET /v1/ins/worklists",
            "GET /v1/indicators", "GET /v1/doctor", "GET /v1/clients", "GET /v1/pairing-window", "GET /v1/nothing",
            "DELETE /v1/professional/session", "DELETE /v1/clients/00000000", "DELETE /v1/pairing-window",
        ].map { FilterRow("\($0) without a token", 401, "request.unauthenticated", $0, []) }
        + ["HEAD /v1/state", "HEAD /v1/events", "HEAD /metrics"].map {
            FilterRow("\($0) without a token", 401, nil, $0, [])
        }
        + [
            .action("a search without a token", 401, "request.unauthenticated", [json, card]),
            .action(
                "a search of the registered page without a token", 401, "request.unauthenticated",
                [admission, json, card]),
            .action("a search of our own page without a token", 401, "request.unauthenticated", [own, json, card]),
        ]
        + authorizations.map { value in
            FilterRow(
                "Authorization \(value)", 401, "request.unauthenticated", "GET /v1/state", ["Authorization: \(value)"])
        }
        + elsewhere.map { header in
            FilterRow("the token in \(header)", 401, "request.unauthenticated", "GET /v1/state", [header])
        }
        + [
            "/v1/state?token={user}", "/v1/state?access_token={user}", "/v1/state?authorization=Bearer%20{user}",
            "/v1/state?format=flat&access_token={user}", "/v1/events?access_token={user}",
            "/metrics?access_token={user}",
        ].map { FilterRow("the token in \($0)", 401, "request.unauthenticated", "GET \($0)", []) }
        + [
            FilterRow("two tokens", 401, "request.unauthenticated", "GET /v1/state", [user, user]),
            FilterRow(
                "two different tokens", 401, "request.unauthenticated", "GET /v1/state", [token("status"), user]),
            .action(
                "the token in the body", 401, "request.unauthenticated", [json, card],
                body: #"{"access_token": "{user}"}"#),
        ]

    /// Tokens that are good, but not any more.
    static let ended: [FilterRow] = ["expired", "revoked"].flatMap { word in
        ["GET /v1/state", "GET /v1/state?format=flat", "GET /v1/events", "GET /metrics"].map { request in
            FilterRow("\(request) with an \(word) token", 401, "request.unauthenticated", request, [token(word)])
        } + [
            .action("a search with an \(word) token", 401, "request.unauthenticated", [token(word), json, card]),
            FilterRow("HEAD of the state with an \(word) token", 401, nil, "HEAD /v1/state", [token(word)]),
        ]
    }

    /// Tokens that are good, but another's.
    static let bindings: [FilterRow] =
        ["GET /v1/state", "GET /v1/state?format=flat", "GET /v1/events", "GET /metrics"].flatMap { request in
            [
                borrowed("a page's token without an origin", request, [token("page")]),
                borrowed("a page's token on our own page", request, [token("page"), own]),
                borrowed("a page's token on another page", request, [token("page"), "Origin: https://labo.example"]),
                borrowed("another page's token", request, [token("labo"), admission]),
                borrowed("a user's token on a registered page", request, [user, admission]),
                borrowed("another user's token", request, [token("stranger")]),
                borrowed("another user's token on our own page", request, [token("stranger"), own]),
                borrowed("our own page's token on a registered page", request, [token("own"), admission]),
            ]
        }
        + [
            FilterRow("HEAD with a page's token without an origin", 403, nil, "HEAD /v1/state", [token("page")]),
            .action("a search with a page's token without an origin", 403, wrong, [token("page"), json, card]),
            .action("a search with another page's token", 403, wrong, [token("labo"), admission, json, card]),
            .action("a search with another user's token", 403, wrong, [token("stranger"), json, card]),
            .action(
                "a search with our own page's token on a registered page", 403, wrong,
                [token("own"), admission, json, card]),
            .action(
                "a PIN with our own page's token on a registered page", 403, wrong,
                [token("own"), admission, "Content-Type: application/octet-stream"],
                request: "PUT /v1/professional/pin",
                body: "1234"),
            .action(
                "a client made with our own page's token on a registered page", 403, wrong,
                [token("own"), admission, json],
                request: "POST /v1/clients"),
        ]

    /// A page's token in the window of ours that the page opened.
    static let opened: [FilterRow] =
        [
            FilterRow(
                "a page's token in the window that it opened", 200, nil, "GET /v1/state", [token("page"), opener, ours]),
            borrowed("an opener that no browser vouches for", "GET /v1/state", [token("page"), opener]),
            borrowed("an opener and no site", "GET /v1/state", [token("page"), opener, "Sec-Fetch-Site: none"]),
            borrowed(
                "an opener that is another page", "GET /v1/state",
                [token("page"), "Insi-Opener: https://labo.example", ours]),
            borrowed("two openers", "GET /v1/state", [token("page"), opener, opener, ours]),
            borrowed(
                "an opener on another page", "GET /v1/state",
                [token("page"), opener, ours, "Origin: https://labo.example"]),
            borrowed("an opener and another's token", "GET /v1/events", [token("labo"), opener, ours]),
            FilterRow(
                "an opener from another site", 403, "request.crossSite", "GET /v1/state",
                [token("page"), opener, "Sec-Fetch-Site: cross-site"]),
        ]
        + ["https://unknown.example", "null", "", "https://admission.example.", "*"].map { origin in
            FilterRow(
                "an opener \(origin)", 403, "request.origin", "GET /v1/state",
                [token("page"), "Insi-Opener: \(origin)", ours])
        }

    private static let opener = "Insi-Opener: https://admission.example"
    private static let ours = "Sec-Fetch-Site: same-origin"

    private static let authorizations = [
        "Bearer " + String(repeating: "A", count: 43), "Bearer", "Bearer ", "", "{user}", "Basic {user}",
        "Token {user}",
        "Digest {user}", "Negotiate {user}", "Basic OntlbXB0eX0=", "Bearer {user} {user}", "Bearer {user}x",
        "Bearer x{user}",
        "Bearer \"{user}\"", "Bearer {user},", "Bearer={user}", "Bearer:{user}", "Bearer\t{user}", "Bearer {user}=",
        "Bearer {user}, Bearer {user}", "Bearer token={user}", "Bearer null", "Bearer undefined", "Bearer *",
        "Bearer {used}", "Bearer {card}",
    ]

    private static let elsewhere = [
        "Cookie: token={user}", "Cookie: Authorization=Bearer {user}", "Proxy-Authorization: Bearer {user}",
        "X-Authorization: Bearer {user}", "X-Api-Key: {user}", "X-Auth-Token: {user}", "Authorization-: Bearer {user}",
        "Sec-WebSocket-Protocol: bearer, {user}", "X-Forwarded-User: root", "X-Remote-User: root",
        "X-Forwarded-For: 127.0.0.1",
    ]

    private static let own = "Origin: http://127.0.0.1:{port}"
    private static let wrong = "request.wrongCaller"

    static func token(_ name: String) -> String { "Authorization: Bearer {\(name)}" }

    private static func borrowed(_ description: String, _ request: String, _ headers: [String]) -> FilterRow {
        FilterRow("\(request) with \(description)", 403, wrong, request, headers)
    }
}
