import Glibc

/// A few bytes that are neither swapped nor dumped, and wiped when they go out of scope: a page of their own.
@safe struct LockedMemory: ~Copyable, @unchecked Sendable {
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    /// Zeroed bytes, at least one; nil when the kernel refuses to lock them.
    init?(count: Int) {
        let page = unsafe mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let page = unsafe page, unsafe page != MAP_FAILED else { return nil }
        guard unsafe mlock(page, count) == 0, unsafe madvise(page, count, MADV_DONTDUMP) == 0 else {
            unsafe munmap(page, count)
            return nil
        }
        unsafe bytes = .init(start: page.bindMemory(to: UInt8.self, capacity: count), count: count)
    }

    deinit {
        if let start = unsafe bytes.baseAddress { unsafe explicit_bzero(start, bytes.count) }
        unsafe munmap(bytes.baseAddress, bytes.count)
    }

    /// Number of bytes.
    var count: Int { unsafe bytes.count }

    /// Copies bytes to an offset where they fit.
    func write(_ source: Span<UInt8>, at offset: Int) {
        precondition(offset >= 0 && source.count <= count - offset, "bytes that fit")
        for index in source.indices { unsafe bytes[offset + index] = source[index] }
    }

    /// Lends the bytes.
    func withSpan<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(unsafe UnsafeBufferPointer(bytes).span)
    }
}
