import CCurl

/// Collects the body of one answer, up to a limit.
final class ResponseSink {
    private(set) var body: [UInt8] = []
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Keeps the bytes; false when they would exceed the limit.
    func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= limit - body.count else { return false }
        unsafe body.append(contentsOf: bytes)
        return true
    }

    /// `CURLOPT_WRITEFUNCTION`: returning less than `count` ends the transfer with `CURLE_WRITE_ERROR`.
    static let callback: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
        bytes, size, count, context in
        guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
        let sink = unsafe Unmanaged<ResponseSink>.fromOpaque(context).takeUnretainedValue()
        let (total, overflow) = size.multipliedReportingOverflow(by: count)
        guard !overflow, unsafe sink.append(UnsafeRawBufferPointer(start: bytes, count: total)) else { return 0 }
        return total
    }
}
