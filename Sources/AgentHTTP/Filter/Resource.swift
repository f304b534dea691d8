import AgentCore
import HTTPTypes

/// Every resource with its methods and what the filter demands of each: rows 5 to 10 read this table, the routes follow it.
struct Resource: Sendable {
    /// What one method of one resource demands.
    struct Rule: Sendable {
        /// A right that is enough; empty when none is needed beyond authentication.
        var scopes: Set<Scope> = []
        /// Whether a token is needed (row 7).
        var needsCaller = true
        /// Whether it acts, so that the rate limit counts it (row 9).
        var isAction = false
        /// The content type of its body (row 6).
        var contentType = "application/json"
        /// Whether `If-Match` with the patient's card session is needed (row 10).
        var needsCardSession = false
        /// Whether pages that have no token yet may act on it (row 8).
        var isOpenToPages = false
        /// Whether it is served on the Unix socket and with the page's own session token only.
        var isLocalOnly = false

        /// A PIN or PUK in the body: as bytes, so that it never becomes text.
        static let codes = Rule(
            scopes: [.pin], isAction: true, contentType: "application/octet-stream", isLocalOnly: true)
    }

    /// Path; a component `*` stands for any one component that is not empty.
    let path: String
    /// The methods and their rules.
    let rules: [HTTPRequest.Method: Rule]
    /// Whether a browser may navigate to it from another site (row 4).
    var isPage = false

    /// The one resource that a page may reach whose origin is not registered (row 3).
    static let pairing = "/v1/pairing"

    /// The resources of this version of the agent.
    static let all: [Resource] = [
        Resource(path: "/healthz", rules: [.get: Rule(needsCaller: false)]),
        Resource(path: "/", rules: [.get: Rule(needsCaller: false)], isPage: true),
        Resource(path: "/patient", rules: [.get: Rule(needsCaller: false)], isPage: true),
        Resource(path: "/assets/*", rules: [.get: Rule(needsCaller: false)]),
        Resource(path: "/insi-agent.js", rules: [.get: Rule(needsCaller: false)]),
        Resource(path: "/insi-agent.mjs", rules: [.get: Rule(needsCaller: false)]),
        Resource(path: "/openapi.json", rules: [.get: Rule(needsCaller: false)]),
        Resource(path: "/v1/state", rules: [.get: Rule(scopes: [.status])]),
        Resource(path: "/v1/events", rules: [.get: Rule(scopes: [.status])]),
        Resource(
            path: "/v1/ins/vitale",
            rules: [.post: Rule(scopes: [.insVitale], isAction: true, needsCardSession: true)]),
        Resource(path: "/v1/ins/results/*", rules: [.get: Rule(scopes: [.insVitale, .insTraits])]),
        Resource(path: "/v1/ins/traits", rules: [.post: Rule(scopes: [.insTraits], isAction: true)]),
        Resource(path: "/v1/ins/verification", rules: [.post: Rule(scopes: [.insVerify], isAction: true)]),
        Resource(path: "/v1/ins/comparison", rules: [.post: Rule(scopes: [.insVitale, .insTraits])]),
        Resource(
            path: "/v1/ins/status-advice",
            rules: [.post: Rule(scopes: [.status, .insVitale, .insTraits, .insDatamatrix])]),
        Resource(
            path: "/v1/ins/worklists",
            rules: [.get: Rule(scopes: [.insList]), .post: Rule(scopes: [.insList], isAction: true)]),
        Resource(
            path: "/v1/ins/worklists/*",
            rules: [.get: Rule(scopes: [.insList]), .delete: Rule(scopes: [.insList], isAction: true)]),
        Resource(path: "/v1/ins/worklists/*/pause", rules: [.post: Rule(scopes: [.insList], isAction: true)]),
        Resource(path: "/v1/ins/worklists/*/resume", rules: [.post: Rule(scopes: [.insList], isAction: true)]),
        Resource(path: "/v1/ins/datamatrix", rules: [.post: Rule(scopes: [.insDatamatrix])]),
        Resource(path: "/v1/ins/identity-block", rules: [.post: Rule(scopes: [.insDatamatrix])]),
        Resource(path: "/v1/professional", rules: [.get: Rule(scopes: [.professional])]),
        Resource(
            path: "/v1/professional/session", rules: [.delete: Rule(scopes: [.professional, .pin], isAction: true)]),
        Resource(
            path: "/v1/professional/pin-request",
            rules: [.post: Rule(scopes: [.insVitale, .insTraits, .pin], isAction: true)]),
        Resource(
            path: "/v1/professional/pin",
            rules: [.get: Rule(scopes: [.pin], isLocalOnly: true), .put: Rule.codes]),
        Resource(path: "/v1/professional/pin/change", rules: [.post: Rule.codes]),
        Resource(path: "/v1/professional/pin/unblock", rules: [.post: Rule.codes]),
        Resource(path: "/metrics", rules: [.get: Rule(scopes: [.metrics])]),
        Resource(path: "/v1/doctor", rules: [.get: Rule(scopes: [.metrics])]),
        Resource(path: "/v1/audit", rules: [.get: Rule(scopes: [.audit])]),
        Resource(path: "/v1/log", rules: [.get: Rule(scopes: [.audit])]),
        Resource(path: "/v1/indicators", rules: [.get: Rule(scopes: [.audit])]),
        Resource(
            path: "/v1/indicators/reports",
            rules: [.post: Rule(scopes: [.insVitale, .insTraits, .insDatamatrix])]),
        Resource(path: "/v1/session", rules: [.post: Rule(needsCaller: false, isAction: true)]),
        Resource(path: "/v1/session-codes", rules: [.post: Rule(scopes: [.pin], isAction: true, isLocalOnly: true)]),
        Resource(
            path: Resource.pairing,
            rules: [.post: Rule(needsCaller: false, isAction: true, isOpenToPages: true)]),
        Resource(
            path: "/v1/pairing-window",
            rules: [
                .get: Rule(scopes: [.pairing], isLocalOnly: true),
                .post: Rule(scopes: [.pairing], isAction: true, isLocalOnly: true),
                .delete: Rule(scopes: [.pairing], isAction: true, isLocalOnly: true),
            ]),
        Resource(path: "/v1/readers/loan", rules: [.post: Rule(scopes: [.admin], isAction: true, isLocalOnly: true)]),
        Resource(
            path: "/v1/clients",
            rules: [
                .get: Rule(scopes: [.pairing], isLocalOnly: true),
                .post: Rule(scopes: [.admin], isAction: true, isLocalOnly: true),
            ]),
        Resource(
            path: "/v1/clients/*", rules: [.delete: Rule(scopes: [.pairing], isAction: true, isLocalOnly: true)]),
    ]

    /// The resource of a path, without its query.
    static func find(_ path: String) -> Resource? {
        let components = path.split(separator: "/", omittingEmptySubsequences: false)
        return all.first { resource in
            let pattern = resource.path.split(separator: "/", omittingEmptySubsequences: false)
            return pattern.count == components.count
                && zip(pattern, components).allSatisfy { $0 == $1 || $0 == "*" && !$1.isEmpty }
        }
    }

    /// The methods for an `Allow` header; GET brings HEAD.
    var allowedMethods: String {
        let names = rules.keys.map(\.rawValue) + (rules[.get] == nil ? [] : ["HEAD"])
        return names.sorted().joined(separator: ", ")
    }
}
