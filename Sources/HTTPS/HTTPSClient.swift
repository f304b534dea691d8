import CCurl
import Dispatch
import Synchronization

/// The one outbound HTTPS client: own trust anchors, a certificate of its own for who asks, TLS 1.2 at least, no redirect,
/// connections kept for reuse.
///
/// libcurl runs on queues of its own, never on the cooperative pool: an exchange never waits for another one, up to eight.
public final class HTTPSClient: Sendable {
    let configuration: HTTPSConfiguration
    private let lanes = HTTPSLanes()

    /// A client; nothing is opened before the first request.
    public init(configuration: HTTPSConfiguration) {
        self.configuration = configuration
    }

    /// Posts `body` to an `https` URL and returns the answer, whatever its status.
    ///
    /// A task that is cancelled ends the exchange at once, with `cancelled`.
    public func post(_ url: String, headers: [(String, String)], body: [UInt8]) async throws(HTTPSError) -> HTTPResponse
    {
        try await send(HTTPSRequest(url: url, headers: headers, body: body))
    }

    /// Asks for the headers only of an `https` URL (HEAD), on the same way and with the same certificates as `post`: to
    /// check all of them without a request. Returns the answer, whatever its status.
    public func probe(_ url: String) async throws(HTTPSError) -> HTTPResponse {
        try await send(HTTPSRequest(url: url))
    }

    private func send(_ request: HTTPSRequest) async throws(HTTPSError) -> HTTPResponse {
        let cancellation = Cancellation()
        let lane = lanes.take()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation {
                (continuation: CheckedContinuation<Result<HTTPResponse, HTTPSError>, Never>) in
                lane.queue.async {
                    defer { self.lanes.give(back: lane) }
                    guard !cancellation.isRequested else {
                        return continuation.resume(returning: .failure(.cancelled(connected: false)))
                    }
                    unsafe self.withKey { key in
                        unsafe self.exchange(request, key, lane.multi, cancellation) {
                            continuation.resume(returning: $0)
                        }
                    } orElse: {
                        continuation.resume(returning: .failure(.noClientKey))
                    }
                }
            }
        } onCancel: {
            cancellation.request()
            lane.multi.wake()
        }
        return try result.get()
    }

    /// Runs `body` exactly once with the identity's key, empty without identity, or else `orElse`.
    @unsafe private func withKey(_ body: (UnsafeRawBufferPointer) -> Void, orElse: () -> Void) {
        guard let identity = configuration.clientIdentity else {
            return unsafe body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        var isLent = false
        identity.key { key in
            guard !isLent else { return }
            isLent = true
            unsafe key.withUnsafeBytes(body)
        }
        if !isLent { orElse() }
    }

    /// Reports before it cleans up, which may take longer.
    @unsafe private func exchange(
        _ request: HTTPSRequest, _ key: UnsafeRawBufferPointer, _ multi: CurlMulti, _ cancellation: Cancellation,
        report: (Result<HTTPResponse, HTTPSError>) -> Void
    ) {
        do throws(HTTPSError) {
            let easy = unsafe try configuration.prepare(request, key: key)
            do throws(HTTPSError) {
                let code = try multi.perform(easy) { cancellation.isRequested }
                guard let code else { throw .cancelled(connected: easy.isConnected) }
                report(.success(try easy.response(code, route: configuration.route)))
            } catch {
                report(.failure(error))
            }
            multi.remove(easy)
        } catch {
            report(.failure(error))
        }
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
