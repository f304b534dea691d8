import COpenSSL

/// The one place where OpenSSL's return values become errors and its memory becomes arrays.
enum OpenSSL {
    /// The oldest entry of this thread's error stack, which is then emptied.
    static func failure(_ function: String) -> CryptoError {
        let code = ERR_get_error()
        ERR_clear_error()
        return .openSSL(code: code, function: function)
    }

    /// Throws unless a function that answers 1 for success did so.
    static func check(_ result: Int32, _ function: String) throws(CryptoError) {
        guard result == 1 else { throw failure(function) }
    }

    /// The pointer that a constructor gave, or its error.
    static func check(_ pointer: OpaquePointer?, _ function: String) throws(CryptoError) -> OpaquePointer {
        guard let pointer = unsafe pointer else { throw failure(function) }
        return unsafe pointer
    }

    /// The DER that an `i2d_…` function writes: it is asked for the size, then for the bytes.
    static func encode(
        _ function: String, _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) throws(CryptoError) -> [UInt8] {
        let size = Int(write(nil))
        guard size > 0 else { throw failure(function) }
        return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var next = buffer.baseAddress
            count = max(0, min(size, Int(unsafe write(&next))))
        }
    }

    /// What a `d2i_…` function makes of exactly these bytes; a byte left over is malformed.
    static func decode(
        _ der: [UInt8], what: String,
        _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?,
        release: (OpaquePointer) -> Void
    ) throws(CryptoError) -> OpaquePointer {
        var used = 0
        let result = unsafe der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            let result = unsafe read(&next, bytes.count)
            if let start = bytes.baseAddress, let next = unsafe next { used = unsafe next - start }
            return unsafe result
        }
        ERR_clear_error()
        guard let result = unsafe result else { throw .malformed(what: what) }
        guard used == der.count else {
            unsafe release(result)
            throw .malformed(what: what)
        }
        return unsafe result
    }

    /// What a PEM writer puts into a memory BIO.
    static func text(_ function: String, _ write: (OpaquePointer) -> Int32) throws(CryptoError) -> String {
        let bio = unsafe try check(BIO_new(BIO_s_mem()), "BIO_new")
        defer { unsafe _ = BIO_free(bio) }
        try check(unsafe write(bio), function)
        var start: UnsafeMutablePointer<CChar>?
        let size = unsafe shim_memory_content(bio, &start)
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: max(0, size))
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    /// Runs `read` on a read-only memory BIO over `text`.
    static func reading<R>(_ text: String, _ read: (OpaquePointer) -> R) throws(CryptoError) -> R {
        let bytes = Array(text.utf8)
        guard let size = Int32(exactly: bytes.count) else { throw .malformed(what: "PEM") }
        let result = unsafe bytes.withUnsafeBytes { bytes -> R? in
            guard let bio = unsafe BIO_new_mem_buf(bytes.baseAddress, size) else { return nil }
            defer { unsafe _ = BIO_free(bio) }
            return unsafe read(bio)
        }
        ERR_clear_error()
        guard let result else { throw .malformed(what: "PEM") }
        return result
    }

    /// An object identifier in dotted form.
    static func dotted(_ object: OpaquePointer?) throws(CryptoError) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        let size = unsafe OBJ_obj2txt(&buffer, Int32(buffer.count), object, 1)
        guard size > 0, Int(size) < buffer.count else { throw .malformed(what: "object identifier") }
        return String(decoding: buffer.prefix(Int(size)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Runs `body` with the ASN.1 object of a dotted identifier.
    static func withObject<R>(_ dotted: String, _ body: (OpaquePointer) throws(CryptoError) -> R)
        throws(CryptoError) -> R
    {
        let object = unsafe try check(OBJ_txt2obj(dotted, 1), "OBJ_txt2obj")
        defer { unsafe ASN1_OBJECT_free(object) }
        return try unsafe body(object)
    }

    /// Runs `body` with the ASN.1 time of that many seconds since 1970 UTC.
    static func withTime<R>(_ seconds: Int64, _ body: (UnsafePointer<ASN1_TIME>) throws(CryptoError) -> R)
        throws(CryptoError) -> R
    {
        guard let time = unsafe ASN1_TIME_set(nil, Int(seconds)) else { throw failure("ASN1_TIME_set") }
        defer { unsafe ASN1_STRING_free(time) }
        return try unsafe body(time)
    }

    /// Runs `body` with the C string of a passphrase, in memory that is locked and wiped. One with a NUL byte would be cut
    /// and thus be another: `wrongPassphrase`.
    static func withPassphrase<R>(_ passphrase: [UInt8], _ body: (UnsafePointer<CChar>) throws(CryptoError) -> R)
        throws(CryptoError) -> R
    {
        guard !passphrase.contains(0) else { throw .wrongPassphrase }
        let secret = try SecretMemory(passphrase.span, zeros: 1)
        return try unsafe secret.withCString(body)
    }
}
