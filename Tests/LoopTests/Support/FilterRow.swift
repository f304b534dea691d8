import Foundation
import Testing

/// One request that the filter decides: its bytes, and the status and code that it must get.
struct FilterRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Int
    /// Nil when the request passes.
    let code: String?
    private let method: String
    private let target: String
    private let headers: [String]
    private let body: [UInt8]

    /// `headers` are added to a right `Host`, unless one of them is a `Host` or `noHost` is said. `{P}` stands for the
    /// port, `{T}` for a token with every right bound to our user, `{S}` for one with `status` only, `{O}` for one bound
    /// to `https://admission.example`.
    init(
        _ description: String, _ status: Int, _ code: String? = nil, _ request: String = "GET /v1/state",
        _ headers: [String] = ["Authorization: Bearer {T}"], body: [UInt8] = [], noHost: Bool = false
    ) {
        testDescription = description
        self.status = status
        self.code = code
        let words = request.split(separator: " ", maxSplits: 1).map(String.init)
        (method, target) = (words[0], words[1])
        let hasHost = noHost || headers.contains { $0.lowercased().hasPrefix("host:") }
        self.headers = (hasHost ? [] : ["Host: 127.0.0.1:{P}"]) + headers
        self.body = body
    }

    /// A POST to the one action, complete but for what `headers` say.
    static func action(
        _ description: String, _ status: Int, _ code: String?,
        _ headers: [String] = ["Authorization: Bearer {T}", "Content-Type: application/json"],
        request: String = "POST /v1/ins/vitale", body: String = "{}"
    ) -> FilterRow {
        FilterRow(
            description, status, code, request, headers + ["Content-Length: \(body.utf8.count)"],
            body: Array(body.utf8))
    }

    func bytes(_ values: [String: String]) -> [UInt8] {
        var text = (["\(method) \(target) HTTP/1.1"] + headers).joined(separator: "\r\n") + "\r\n\r\n"
        for (name, value) in values { text = text.replacingOccurrences(of: "{\(name)}", with: value) }
        return Array(text.utf8) + body
    }
}
