import CCurl

/// Hands the body of one request out, once.
///
/// libcurl sends a request again by itself when a connection that was kept turns out to be dead, whatever the server did with
/// it. A body that cannot be read twice forbids that: a call that may have been executed is never made again unasked.
final class RequestSource {
    private let body: [UInt8]
    private var position = 0

    init(body: [UInt8]) {
        self.body = body
    }

    /// Copies the next bytes and counts them; nil once all were handed out.
    private func next(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        guard position < body.count else { return nil }
        let part = body[position...].prefix(buffer.count)
        unsafe buffer.copyBytes(from: part)
        position += part.count
        return part.count
    }

    /// `CURLOPT_READFUNCTION`: libcurl knows the length, so that who asks for more asks for the second time.
    static let callback: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
        bytes, size, count, context in
        let (total, overflow) = size.multipliedReportingOverflow(by: count)
        guard let context = unsafe context, let bytes = unsafe bytes, !overflow else { return abort }
        let source = unsafe Unmanaged<RequestSource>.fromOpaque(context).takeUnretainedValue()
        return unsafe source.next(into: UnsafeMutableRawBufferPointer(start: bytes, count: total)) ?? abort
    }

    private static let abort = Int(CURL_READFUNC_ABORT)
}
