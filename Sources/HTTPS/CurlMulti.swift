import CCurl

/// The multi handle of libcurl: it owns the connections kept for reuse, and can be woken while it waits.
///
/// Every function is for one thread, the owner's queue, but `wake`, which libcurl allows from any.
@safe final class CurlMulti: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer?

    init() {
        unsafe handle = unsafe curl_multi_init()
    }

    deinit {
        unsafe curl_multi_cleanup(handle)
    }

    /// Interrupts the wait of `perform`.
    func wake() {
        unsafe _ = curl_multi_wakeup(handle)
    }

    /// Runs the exchange to its end; nil when `isCancelled` became true. Blocks. `remove` must follow.
    func perform(_ easy: borrowing CurlEasy, isCancelled: () -> Bool) throws(HTTPSError) -> CURLcode? {
        unsafe try check(curl_multi_add_handle(handle, easy.handle))
        var running: Int32 = 1
        while !isCancelled() {
            unsafe try check(curl_multi_perform(handle, &running))
            if running == 0 { return result() }
            unsafe try check(curl_multi_poll(handle, nil, 0, 1000, nil))
        }
        return nil
    }

    /// Gives the exchange up. May block while libcurl waits for a name it was resolving.
    func remove(_ easy: borrowing CurlEasy) {
        unsafe _ = curl_multi_remove_handle(handle, easy.handle)
    }

    private func result() -> CURLcode {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(handle, &left) {
            if unsafe message.pointee.msg == CURLMSG_DONE { return unsafe message.pointee.data.result }
        }
        return CURLE_RECV_ERROR
    }

    private func check(_ code: CURLMcode) throws(HTTPSError) {
        guard code == CURLM_OK else { throw HTTPSError(multi: code) }
    }
}
