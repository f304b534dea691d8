/// Codes that were used, are another's, or come when nobody waits for one (endpoint.md 2).
extension FilterRow {
    /// While the window is open and `https://asking.example` asks in it: `{pairingId}` and `{code}` are its own.
    static let openWindow: [FilterRow] =
        [
            pairing("another page asks", "https://unknown.example", 403, "request.origin", ask),
            pairing("another page has the code", "https://unknown.example", 403, "request.origin", confirm),
            pairing("a registered page asks", "https://admission.example", 403, "pairing.closed", ask),
            pairing("a registered page has the code", "https://admission.example", 403, "pairing.closed", confirm),
            pairing("our own page has the code", "http://127.0.0.1:{port}", 403, "pairing.closed", confirm),
            pairing(
                "a former pairing and the code", asking, 403, "pairing.closed",
                #"{"pairingId": "{donePairing}", "code": "{code}"}"#),
            pairing("a former pairing and its code", asking, 403, "pairing.closed", used),
            pairing(
                "another's pairing is named", asking, 403, "pairing.closed",
                #"{"pairingId": "guess", "code": "{code}"}"#),
            pairing(
                "a code that is none", asking, 400, "request.malformed",
                #"{"pairingId": "{pairingId}", "code": "12345"}"#),
            pairing("a code without its pairing", asking, 400, "request.malformed", #"{"code": "{code}"}"#),
            pairing("a code beside a demand", asking, 400, "request.malformed", #"{"name": "x", "code": "{code}"}"#),
            pairing(
                "the code and a right", asking, 400, "request.malformed",
                #"{"pairingId": "{pairingId}", "code": "{code}", "scopes": ["pin"]}"#),
            pairing(
                "a wrong code", asking, 403, "pairing.wrongCode",
                #"{"pairingId": "{pairingId}", "code": "{wrongCode}"}"#),
            .action(
                "a program has the code", 403, "request.origin", [json], request: "POST /v1/pairing", body: confirm),
            .action(
                "two pages have the code", 403, "request.origin", [origin(asking), origin(asking), json],
                request: "POST /v1/pairing", body: confirm),
            .action(
                "a form has the code", 415, "request.contentType", [origin(asking), "Content-Type: text/plain"],
                request: "POST /v1/pairing", body: confirm),
        ]
        + ["pin", "admin", "audit", "metrics", "pairing", "everything", ""].map {
            pairing(
                "the right \($0) is asked for", asking, 400, "request.malformed",
                #"{"name": "x", "scopes": ["\#($0)"]}"#)
        }
        + [
            "null", "https://ASKING.example", "https://asking.example.", "https://asking.example:443",
            "http://asking.example",
            "https://asking.example/", "https://user@asking.example", "https://asking.example:8443",
            "https://xasking.example",
        ].map { pairing("Origin \($0) has the code", $0, 403, "request.origin", confirm) }
        + [
            "GET /v1/pairing", "GET /v1/state", "GET /v1/events", "GET /metrics", "GET /healthz",
            "GET /v1/pairing-window",
            "OPTIONS /v1/state", "PUT /v1/pairing", "DELETE /v1/pairing", "GET /v1/clients",
        ].map { FilterRow("\($0) by the page that asks", 403, "request.origin", $0, [origin(asking), user]) }
        + [
            "/v1/pairing/", "//v1/pairing", "/v1//pairing", "/v1/pairing-window", "/v1/session", "/v1/ins/vitale",
            "/v1/clients",
        ].map {
            .action(
                "POST \($0) by the page that asks", 403, "request.origin", [origin(asking), user, json, card],
                request: "POST \($0)", body: confirm)
        }

    /// When the window is closed; `https://done.example` was paired with `{donePairing}` and `{doneCode}`.
    static let closedWindow: [FilterRow] =
        [
            pairing("a page asks", "https://unknown.example", 403, "request.origin", ask),
            pairing(
                "a registered page asks, the window closed", "https://admission.example", 403, "pairing.closed", ask),
            pairing("a code is replayed by its page", "https://done.example", 403, "pairing.closed", used),
            pairing(
                "a code is replayed by a registered page", "https://admission.example", 403, "pairing.closed", used),
            pairing("a code is replayed by our own page", "http://127.0.0.1:{port}", 403, "pairing.closed", used),
            pairing("a code is replayed by another page", "https://unknown.example", 403, "request.origin", used),
            pairing("a code comes after the window was closed", asking, 403, "request.origin", confirm),
            pairing("a page asks again after the window was closed", asking, 403, "request.origin", ask),
            FilterRow(
                "a preflight after the window was closed", 403, "request.origin", "OPTIONS /v1/pairing",
                [origin(asking), "Access-Control-Request-Method: POST"]),
        ]

    /// The one-time code of our own page; `{used}` was exchanged.
    static let sessionCodes: [FilterRow] =
        [
            #"{"code": "{used}"}"#, #"{"code": "guess"}"#, #"{"code": ""}"#, #"{"code": "{own}"}"#,
            #"{"code": "{user}"}"#,
        ].flatMap { body in
            [
                .action(
                    "session of \(body)", 401, "request.unauthenticated", [json], request: "POST /v1/session",
                    body: body),
                .action(
                    "session of \(body) on our own page", 401, "request.unauthenticated",
                    [origin("http://127.0.0.1:{port}"), json], request: "POST /v1/session", body: body),
                .action(
                    "session of \(body) on a registered page", 403, "request.wrongCaller", [admission, json],
                    request: "POST /v1/session", body: body),
            ]
        }
        + ["{}", "[]", "null", "", #"{"code": null}"#, #"{"code": ["{used}"]}"#].map {
            .action("session of \($0)", 400, "request.malformed", [json], request: "POST /v1/session", body: $0)
        }

    private static let asking = "https://asking.example"
    private static let ask = #"{"name": "Admission", "scopes": ["status"]}"#
    private static let confirm = #"{"pairingId": "{pairingId}", "code": "{code}"}"#
    private static let used = #"{"pairingId": "{donePairing}", "code": "{doneCode}"}"#

    private static func origin(_ text: String) -> String { "Origin: \(text)" }

    private static func pairing(
        _ description: String, _ page: String, _ status: Int, _ code: String, _ body: String
    ) -> FilterRow {
        .action(description, status, code, [origin(page), json], request: "POST /v1/pairing", body: body)
    }
}
