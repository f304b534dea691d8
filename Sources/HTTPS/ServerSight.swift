import CCurl
import Dispatch

/// What a server that was not believed shows of itself, for a diagnosis: nothing of it is proven.
public struct ServerSight: Equatable, Sendable {
    /// The issuer of its certificate as libcurl writes it, without control characters, 200 characters at most.
    public let issuer: String
    /// The `Date` header of its answer, nil without.
    public let date: String?

    /// A sight from its parts.
    public init(issuer: String, date: String?) {
        (self.issuer, self.date) = (issuer, date)
    }
}

extension HTTPSClient {
    /// Looks at an `https` server without believing it: HEAD, and nothing of ours is shown but the proxy's credentials. Nil when
    /// no TLS connection stands.
    public func look(at url: String) async -> ServerSight? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: self.sight(of: url)) }
        }
    }

    private func sight(of url: String) -> ServerSight? {
        guard let easy = try? configuration.prepareLook(at: url) else { return nil }
        let answer = try? easy.response(unsafe curl_easy_perform(easy.handle))
        guard let issuer = easy.peerIssuer else { return nil }
        let clean = issuer.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        return ServerSight(issuer: String(String.UnicodeScalarView(clean).prefix(200)), date: answer?.date)
    }
}
