import CCurl
import Glibc

/// One exchange: an easy handle of libcurl with its header list, the body that it sends and the place where the
/// answer goes.
///
/// Used by one thread at a time. A fresh handle per exchange lets nothing of one request leak into the next; connections
/// are reused because they belong to the `CurlMulti`.
@safe struct CurlEasy: ~Copyable {
    let handle: UnsafeMutableRawPointer
    private let sink: ResponseSink
    private let diagnosis: UnsafeMutablePointer<CChar>
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var source: RequestSource?

    /// A handle whose answer may hold `limit` bytes at most; speaks HTTP/1.1, without signals nor redirects.
    static func make(limit: Int) throws(HTTPSError) -> CurlEasy {
        guard curlIsReady, let handle = unsafe curl_easy_init() else { throw .noHandle }
        let easy = unsafe CurlEasy(handle: handle, sink: ResponseSink(limit: limit))
        try easy.collectBody()
        unsafe try check(curl_shim_set_pointer(easy.handle, CURLOPT_ERRORBUFFER, easy.diagnosis))
        try easy.set(CURLOPT_MAXFILESIZE, limit)
        try easy.set(CURLOPT_NOSIGNAL, 1)
        try easy.set(CURLOPT_FOLLOWLOCATION, 0)
        try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        return easy
    }

    private init(handle: UnsafeMutableRawPointer, sink: ResponseSink) {
        unsafe self.handle = unsafe handle
        self.sink = sink
        unsafe diagnosis = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe diagnosis.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe headers = nil
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe curl_slist_free_all(headers)
        unsafe diagnosis.deallocate()
    }

    /// Sets a number.
    func set(_ option: CURLoption, _ value: Int) throws(HTTPSError) {
        unsafe try Self.check(curl_shim_set_long(handle, option, value))
    }

    /// Sets a text, or its absence.
    func set(_ option: CURLoption, _ value: String?) throws(HTTPSError) {
        guard let value else { return unsafe try Self.check(curl_shim_set_text(handle, option, nil)) }
        guard !value.utf8.contains(0) else { throw .badText }
        unsafe try Self.check(curl_shim_set_text(handle, option, value))
    }

    /// Sets bytes that libcurl copies.
    func set(_ option: CURLoption, bytes: [UInt8]) throws(HTTPSError) {
        unsafe try Self.check(curl_shim_set_blob(handle, option, bytes, bytes.count))
    }

    /// Sets a secret text that libcurl copies; ours is wiped.
    func set(_ option: CURLoption, secret: [UInt8]) throws(HTTPSError) {
        guard !secret.contains(0) else { throw .badText }
        var text: [CChar] = []
        text.reserveCapacity(secret.count + 1)
        for byte in secret { text.append(CChar(bitPattern: byte)) }
        text.append(0)
        defer { unsafe explicit_bzero(&text, text.count) }
        unsafe try Self.check(curl_shim_set_text(handle, option, text))
    }

    /// Sets bytes that libcurl does not copy: they must stay until the exchange has ended.
    @unsafe func set(_ option: CURLoption, lent bytes: UnsafeRawBufferPointer) throws(HTTPSError) {
        unsafe try Self.check(curl_shim_lend_blob(handle, option, bytes.baseAddress, bytes.count))
    }

    /// Makes the exchange a POST of these bytes, sent once at most.
    mutating func set(body: [UInt8]) throws(HTTPSError) {
        let source = RequestSource(body: body)
        self.source = source
        try set(CURLOPT_POST, 1)
        unsafe try Self.check(curl_shim_set_length(handle, body.count))
        unsafe try Self.check(curl_shim_set_read(handle, RequestSource.callback))
        unsafe try Self.check(
            curl_shim_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(source).toOpaque()))
    }

    /// Sets the request's headers; without `Expect`, which would wait for the server.
    mutating func set(headers list: [(String, String)]) throws(HTTPSError) {
        for (name, value) in [("Expect", "")] + list {
            let line = value.isEmpty ? "\(name):" : "\(name): \(value)"
            guard !line.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else { throw .badText }
            guard let longer = unsafe curl_slist_append(headers, line) else { throw .noHandle }
            unsafe headers = unsafe longer
        }
        unsafe try Self.check(curl_shim_set_pointer(handle, CURLOPT_HTTPHEADER, headers))
    }

    /// The answer, or the error that the end of the transfer on that `route` stands for.
    func response(_ code: CURLcode, route: TransferFailure.Route = .init()) throws(HTTPSError) -> HTTPResponse {
        guard code == CURLE_OK else {
            throw HTTPSError(
                TransferFailure(
                    code: code, route: route, isConnected: isConnected,
                    verifyResult: number(CURLINFO_SSL_VERIFYRESULT), proxyStatus: number(CURLINFO_HTTP_CONNECTCODE),
                    text: unsafe String(cString: diagnosis)))
        }
        return HTTPResponse(
            status: number(CURLINFO_RESPONSE_CODE), contentType: contentType, body: sink.body, date: header("Date"))
    }

    /// Whether the connection, TLS included, was ready to carry the request.
    var isConnected: Bool {
        var microseconds: curl_off_t = 0
        unsafe _ = curl_shim_get_time(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds)
        return microseconds > 0
    }

    /// The issuer of the server's certificate, for a handle with `CURLOPT_CERTINFO`; nil without TLS.
    var peerIssuer: String? {
        unsafe curl_shim_peer_field(handle, "Issuer:").map { unsafe String(cString: $0) }
    }

    private func number(_ info: CURLINFO) -> Int {
        var value = 0
        unsafe _ = curl_shim_get_long(handle, info, &value)
        return value
    }

    private var contentType: String? {
        var text: UnsafePointer<CChar>?
        guard unsafe curl_shim_get_text(handle, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK else { return nil }
        return unsafe text.map { unsafe String(cString: $0) }
    }

    private func header(_ name: String) -> String? {
        unsafe curl_shim_header(handle, name).map { unsafe String(cString: $0) }
    }

    private func collectBody() throws(HTTPSError) {
        unsafe try Self.check(curl_shim_set_write(handle, ResponseSink.callback))
        unsafe try Self.check(
            curl_shim_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(sink).toOpaque()))
    }

    private static func check(_ code: CURLcode) throws(HTTPSError) {
        guard code == CURLE_OK else { throw HTTPSError(option: code) }
    }
}

/// `curl_global_init`, once per process.
private let curlIsReady = curl_global_init(CURL_SHIM_GLOBAL_DEFAULT) == CURLE_OK
