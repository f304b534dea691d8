import Glibc

/// Bytes that are neither swapped nor dumped, and wiped at the end of their life: pages of their own.
///
/// They never change, so any thread may read them.
@safe final class SecretMemory: @unchecked Sendable {
    private let bytes: UnsafeMutableRawBufferPointer

    /// A copy of the bytes, at least one with the `zeros` that follow them. Throws `CryptoError.memoryNotLocked` when the
    /// kernel refuses.
    init(_ source: Span<UInt8>, zeros: Int = 0) throws(CryptoError) {
        let count = source.count + zeros
        let page = unsafe mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let page = unsafe page, unsafe page != MAP_FAILED else { throw .memoryNotLocked }
        guard unsafe mlock(page, count) == 0, unsafe madvise(page, count, MADV_DONTDUMP) == 0 else {
            unsafe munmap(page, count)
            throw .memoryNotLocked
        }
        unsafe bytes = UnsafeMutableRawBufferPointer(start: page, count: count)
        unsafe source.withUnsafeBytes { unsafe bytes.copyMemory(from: $0) }
    }

    deinit {
        if let start = unsafe bytes.baseAddress { unsafe explicit_bzero(start, bytes.count) }
        unsafe munmap(bytes.baseAddress, bytes.count)
    }

    /// Lends the bytes.
    func withSpan<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        let buffer = unsafe bytes.assumingMemoryBound(to: UInt8.self)
        return try body(unsafe UnsafeBufferPointer(buffer).span)
    }

    /// Lends the bytes as a C string; the last one must be zero.
    func withCString<R, E: Error>(_ body: (UnsafePointer<CChar>) throws(E) -> R) throws(E) -> R {
        guard unsafe bytes.last == 0, let start = unsafe bytes.baseAddress else {
            preconditionFailure("a zero at the end")
        }
        return try unsafe body(start.assumingMemoryBound(to: CChar.self))
    }
}
