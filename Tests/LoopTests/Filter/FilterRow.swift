import Foundation
import Testing

/// One request that the filter decides: its bytes, and the status and code that it must get.
///
/// Words in braces are filled in when it is sent, see `AttackBench`. `{length}` is that of the body, `{hidden}` a search
/// that is right in every respect.
struct FilterRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Int
    /// Nil when the request passes, or its answer has no body.
    let code: String?
    private let head: String
    private let body: String

    /// `headers` are added to a right `Host`, unless one of them is a `Host` or `noHost` is said.
    init(
        _ description: String, _ status: Int, _ code: String? = nil, _ request: String = "GET /v1/state",
        _ headers: [String] = [user], body: String = "", noHost: Bool = false
    ) {
        let hasHost = noHost || headers.contains { $0.lowercased().hasPrefix("host:") }
        let lines = ["\(request) HTTP/1.1"] + (hasHost ? [] : [Self.host]) + headers
        self.init(description, status, code, head: lines.joined(separator: "\r\n") + "\r\n\r\n", body: body)
    }

    /// A request that is written out to its last byte.
    init(_ description: String, _ status: Int, _ code: String?, head: String, body: String) {
        testDescription = description
        self.status = status
        self.code = code
        self.head = head
        self.body = body
    }

    /// A request with a body, the search of the card in place when nothing else is said, complete but for what `headers` say.
    static func action(
        _ description: String, _ status: Int, _ code: String?, _ headers: [String] = [user, json],
        request: String = "POST /v1/ins/vitale", body: String = person
    ) -> FilterRow {
        FilterRow(description, status, code, request, headers + ["Content-Length: {length}"], body: body)
    }

    func bytes(_ values: [String: String]) -> [UInt8] {
        let body = Self.fill(body, values)
        return Array((Self.fill(head, values.merging(["length": "\(body.utf8.count)"]) { $1 }) + body).utf8)
    }

    private static func fill(_ text: String, _ values: [String: String]) -> String {
        guard text.contains("{") else { return text }
        return values.reduce(text) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
    }

    static let host = "Host: 127.0.0.1:{port}"
    static let user = "Authorization: Bearer {user}"
    static let json = "Content-Type: application/json"
    static let card = "If-Match: \"{card}\""
    /// The origin that is registered.
    static let admission = "Origin: https://admission.example"
    /// The body of a search that would run.
    static let person = #"{"beneficiary": 0}"#
}
