import CCurl
import Dispatch
import Synchronization

/// The one outbound HTTPS client: own trust anchors, TLS 1.2 at least, no redirect, connections kept for reuse.
///
/// libcurl runs on a queue of its own, one exchange at a time, never on the cooperative pool.
public final class HTTPSClient: Sendable {
    private let configuration: HTTPSConfiguration
    private let queue = DispatchQueue(label: "https")
    private let multi = CurlMulti()

    /// A client; nothing is opened before the first request.
    public init(configuration: HTTPSConfiguration) {
        self.configuration = configuration
    }

    /// Posts `body` to an `https` URL and returns the answer, whatever its status.
    ///
    /// A task that is cancelled ends the exchange at once, with `cancelled`.
    public func post(_ url: String, headers: [(String, String)], body: [UInt8]) async throws(HTTPSError) -> HTTPResponse
    {
        let cancellation = Cancellation()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    self.exchange(url, headers, body, cancellation) { continuation.resume(returning: $0) }
                }
            }
        } onCancel: {
            cancellation.request()
            multi.wake()
        }
        return try result.get()
    }

    /// Reports before it cleans up, which may take longer.
    private func exchange(
        _ url: String, _ headers: [(String, String)], _ body: [UInt8], _ cancellation: Cancellation,
        report: (Result<HTTPResponse, HTTPSError>) -> Void
    ) {
        do throws(HTTPSError) {
            let easy = try prepare(url, headers, body)
            do throws(HTTPSError) {
                let code = try multi.perform(easy) { cancellation.isRequested }
                guard let code else { throw .cancelled(connected: easy.isConnected) }
                report(.success(try easy.response(code)))
            } catch {
                report(.failure(error))
            }
            multi.remove(easy)
        } catch {
            report(.failure(error))
        }
    }

    private func prepare(_ url: String, _ headers: [(String, String)], _ body: [UInt8]) throws(HTTPSError) -> CurlEasy {
        var easy = try CurlEasy.make(limit: configuration.responseLimit)
        try easy.set(CURLOPT_PROTOCOLS_STR, "https")
        try easy.set(CURLOPT_URL, url)
        try easy.set(headers: headers)
        try easy.set(body: body)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.milliseconds)
        try easy.set(CURLOPT_TIMEOUT_MS, configuration.totalTimeout.milliseconds)
        try setTrust(easy)
        try setProxy(easy)
        return easy
    }

    /// The built-in folder and file of certificates are removed, so that only our anchors count.
    private func setTrust(_ easy: borrowing CurlEasy) throws(HTTPSError) {
        try easy.set(CURLOPT_CAPATH, nil)
        try easy.set(CURLOPT_CAINFO, nil)
        try easy.set(CURLOPT_CAINFO_BLOB, bytes: configuration.trustAnchors)
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try easy.set(CURLOPT_SSL_VERIFYPEER, 1)
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
    }

    /// Empty texts, unlike absent ones, keep libcurl from reading the environment.
    private func setProxy(_ easy: borrowing CurlEasy) throws(HTTPSError) {
        try easy.set(CURLOPT_PROXY, configuration.proxy ?? "")
        try easy.set(CURLOPT_NOPROXY, "")
    }
}

/// Whether the task that waits was cancelled.
private final class Cancellation: Sendable {
    private let requested = Atomic(false)

    var isRequested: Bool { requested.load(ordering: .acquiring) }

    func request() {
        requested.store(true, ordering: .releasing)
    }
}
