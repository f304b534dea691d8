/// Row 1 of the filter as a table (endpoint.md 3): one `Host`, origin-form target, no ambiguous framing, bounded sizes.
///
/// Behind most of these requests, on the same connection, follows a search that is right in every respect: whoever reads their
/// end elsewhere runs it.
extension FilterRow {
    /// The target and the name of the machine.
    static let targets: [FilterRow] =
        [
            malformed("no Host", noHost: true),
            malformed("two Hosts", [host, host]),
            malformed("two different Hosts", [host, "Host: attacker.example"]),
            malformed("two different Hosts, ours last", ["Host: attacker.example", host]),
        ]
        + [
            "GET http://127.0.0.1:{port}/v1/state", "GET http://attacker.example/v1/state",
            "GET HTTP://127.0.0.1:{port}/v1/state", "GET https://127.0.0.1:{port}/v1/state",
            "GET file:///v1/state", "GET v1/state", "GET 127.0.0.1:{port}/v1/state", "GET ?x=/v1/state", "GET *",
            "OPTIONS *", "OPTIONS http://127.0.0.1:{port}/v1/ins/vitale", "CONNECT 127.0.0.1:{port}",
            "CONNECT attacker.example:443", "GET \\v1\\state", "GET /v1/state x",
            "GET /v1/state\u{0}", "GET /v1/\u{1}state", "GET  ",
        ].map { malformed("target of \($0)", request: $0) }
        + [
            .action(
                "absolute form of an action", 400, "request.malformed",
                request: "POST http://127.0.0.1:{port}/v1/ins/vitale")
        ]

    /// Methods and versions that are none.
    static let requestLines: [FilterRow] =
        ["get", "Get", "post", "options", "trace", "FOO", "GETT", "G-T", "G ET", "\"GET\"", "", "\u{0}GET"].map {
            malformed("method \($0)", request: "\($0) /v1/state")
        }
        + [
            "HTTP/2.0", "HTTP/3", "HTTP/1.10", "HTTP/9.9", "http/1.1", "HTTP/1.1 x", "HTTPS/1.1", "HTTP/1,1", "ICE/1.0",
            "", "attacker",
        ].map { version in
            FilterRow(
                "version \(version)", 400, "request.malformed",
                head: "GET /v1/state \(version)\r\n\(host)\r\n\(user)\r\n\r\n", body: "{hidden}")
        }

    /// Where the body ends.
    static let lengths: [FilterRow] =
        [
            smuggling("Content-Length and Transfer-Encoding", [length, "Transfer-Encoding: chunked"]),
            smuggling("Transfer-Encoding and Content-Length", ["Transfer-Encoding: chunked", length]),
            smuggling(
                "Transfer-Encoding and no Content-Length to speak of",
                ["Transfer-Encoding: chunked", "Content-Length: 0"]),
            smuggling("two Content-Lengths", ["Content-Length: 5", "Content-Length: 3"]),
            smuggling("the same Content-Length twice", ["Content-Length: 5", "Content-Length: 5"]),
            smuggling("a list of Content-Lengths", ["Content-Length: 5, 5"]),
            smuggling("a space before the colon of Content-Length", ["Content-Length : 5"]),
            smuggling("a tab before the colon of Content-Length", ["Content-Length\t: 5"]),
            smuggling("a space before the colon of Transfer-Encoding", ["Transfer-Encoding : chunked"]),
            smuggling("two Transfer-Encodings", ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"]),
            smuggling(
                "two different Transfer-Encodings", ["Transfer-Encoding: identity", "Transfer-Encoding: chunked"]),
            smuggling("a folded Transfer-Encoding", ["Transfer-Encoding:", " chunked"]),
            smuggling("a folded Content-Length", ["Content-Length: 5", " 5"]),
        ]
        + [
            "five", "-1", "-5", "+5", "0x5", "5.0", "5e0", "5 5", "5;", "\"5\"", "", "18446744073709551621",
            "99999999999999999999999", "\u{FF15}",
        ].map { smuggling("Content-Length \($0)", ["Content-Length: \($0)"]) }
        + [
            "gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked", "chunked, identity", "identity", "xchunked",
            "chunkedx", "chunked;q=1", "\"chunked\"", "chu nked", "chunked,", "\u{B}chunked", "chunked\u{B}", "",
        ].map { smuggling("Transfer-Encoding \($0)", ["Transfer-Encoding: \($0)"]) }

    /// The pieces of a body.
    static let chunks: [FilterRow] = [
        chunked("a chunk size that is no number", "zz\r\n{}\r\n0\r\n\r\n"),
        chunked("a negative chunk size", "-2\r\n{}\r\n0\r\n\r\n"),
        chunked("a signed chunk size", "+2\r\n{}\r\n0\r\n\r\n"),
        chunked("a chunk size with a prefix", "0x2\r\n{}\r\n0\r\n\r\n"),
        chunked("a chunk size beyond 64 bits", "10000000000000002\r\n{}\r\n0\r\n\r\n"),
        chunked("a chunk size far beyond 64 bits", String(repeating: "F", count: 40) + "\r\n{}\r\n0\r\n\r\n"),
        chunked("no chunk size", "\r\n{}\r\n0\r\n\r\n"),
        chunked("a space before a chunk size", " 2\r\n{}\r\n0\r\n\r\n"),
        chunked("a chunk longer than its size", "1\r\n{}\r\n0\r\n\r\n"),
        chunked("a chunk shorter than its size", "4\r\n{}\r\n0\r\n\r\n"),
        chunked("chunks with bare line feeds", "2\n{}\n0\n\n"),
        chunked("a chunk with a bare line feed", "2\r\n{}\n0\r\n\r\n"),
        chunked("a chunk size with a bare carriage return", "2\r{}\r\n0\r\n\r\n"),
        chunked("a chunk extension with a control character", "2;x=\u{1}\r\n{}\r\n0\r\n\r\n"),
        chunked("a Transfer-Encoding among the trailers", "2\r\n{}\r\n0\r\nbad trailer\r\n\r\n"),
    ]

    /// The form of a header.
    static let headerForms: [FilterRow] =
        [
            "Bad Header: x", "nonsense", ": no name", "X(: x", "X\u{0}: x", "X: a\u{0}b", "X: a\u{1}b", "X: a\u{7F}b",
            "X: a\rb", "\u{E9}: x", "X\"Y: x", "X: a\r\n folded", "X: a\r\n\tfolded", "X: a\r\n folded\r\n again",
        ].map { malformed("header \($0)", [host, user, $0]) }
        + [
            malformed("a folded Host", ["Host: 127.0.0.1:{port}", " .attacker.example", user]),
            malformed("a folded Origin", ["Origin: https://admission.example", " .attacker.example", user]),
            malformed("a first header that is folded", [" X: y", host, user]),
            raw("line feeds alone", "GET /v1/state HTTP/1.1\n\(host)\n\(user)\n\n"),
            raw("a line feed alone after the request", "GET /v1/state HTTP/1.1\n\(host)\r\n\(user)\r\n\r\n"),
            raw("a line feed alone after a header", "GET /v1/state HTTP/1.1\r\n\(host)\n\(user)\r\n\r\n"),
            raw("a line feed alone at the end", "GET /v1/state HTTP/1.1\r\n\(host)\r\n\(user)\r\n\n"),
            raw("carriage returns alone", "GET /v1/state HTTP/1.1\r\(host)\r\(user)\r\r"),
        ]

    /// Too much of it.
    static let sizes: [FilterRow] = [
        large("headers of 20 KiB", headers: ["X-Long: " + text(20_480)]),
        large("headers of 100 KiB", headers: ["X-Long: " + text(102_400)]),
        large("500 headers", headers: (1...500).map { "X-Header-\($0): 0123456789012345678901234567890" }),
        large("a header name of 20 KiB", headers: [text(20_480) + ": x"]),
        large("a token of 20 KiB", headers: ["Authorization: Bearer " + text(20_480)]),
        large("an origin of 20 KiB", headers: ["Origin: https://" + text(20_480) + ".example"]),
        large("a target of 20 KiB", "GET /v1/state?x=" + text(20_480)),
        large("a target of 100 KiB", "GET /" + text(102_400)),
        .action("a body of 64 KiB and one byte", 413, "request.tooLarge", body: text(65_537)),
        .action("a body of 1 MB", 413, "request.tooLarge", body: text(1_000_000)),
        .action("a body for GET of 1 MB", 413, "request.tooLarge", request: "GET /v1/state", body: text(1_000_000)),
        announced("a body announced as endless", "9999999999999"),
        announced("a body announced as 2^63 - 1", "9223372036854775807"),
        announced("a body announced as 2^64 - 1", "18446744073709551615"),
        FilterRow(
            "a chunked body of 96 KiB", 413, "request.tooLarge", "POST /v1/ins/vitale",
            [user, json, card, "Transfer-Encoding: chunked"], body: "18000\r\n\(text(98_304))\r\n0\r\n\r\n"),
    ]

    private static let length = "Content-Length: 5"

    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    private static func malformed(
        _ description: String, _ headers: [String] = [user], request: String = "GET /v1/state", noHost: Bool = false
    ) -> FilterRow {
        FilterRow(description, 400, "request.malformed", request, headers, body: "{hidden}", noHost: noHost)
    }

    private static func raw(_ description: String, _ head: String) -> FilterRow {
        FilterRow(description, 400, "request.malformed", head: head, body: "{hidden}")
    }

    /// An action without `If-Match`, whose end is told in two ways or in one that only some understand.
    private static func smuggling(_ description: String, _ framing: [String]) -> FilterRow {
        FilterRow(
            description, 400, "request.malformed", "POST /v1/ins/vitale", [user, json] + framing,
            body: "0\r\n\r\n{hidden}")
    }

    private static func chunked(_ description: String, _ body: String) -> FilterRow {
        FilterRow(
            description, 400, "request.malformed", "POST /v1/ins/vitale",
            [user, json, card, "Transfer-Encoding: chunked"], body: body + "{hidden}")
    }

    private static func large(
        _ description: String, _ request: String = "GET /v1/state", headers: [String] = [user]
    ) -> FilterRow {
        FilterRow(description, 431, "request.headersTooLarge", request, headers, body: "{hidden}")
    }

    private static func announced(_ description: String, _ length: String) -> FilterRow {
        FilterRow(
            description, 413, "request.tooLarge", "POST /v1/ins/vitale",
            [user, json, "Content-Length: \(length)"], body: "{hidden}")
    }
}
