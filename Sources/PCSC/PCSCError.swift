/// A PC/SC function that failed. Blocking calls and their handles stay inside this module; outside, it is a `CardError`.
struct PCSCError: Error, Equatable, Sendable {
    /// What was returned.
    let code: ResultCode
    /// The C function, e.g. "SCardConnect".
    let function: String

    /// Throws unless `result` is `SCARD_S_SUCCESS`.
    static func check(_ result: Int, _ function: String) throws(PCSCError) {
        let code = ResultCode(result)
        guard code == .success else { throw PCSCError(code: code, function: function) }
    }
}
