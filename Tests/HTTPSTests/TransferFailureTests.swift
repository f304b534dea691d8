import CCurl
import Testing

@testable import HTTPS

struct TransferFailureTests {
    private func error(
        _ code: CURLcode, connected: Bool, proxyStatus: Int = 0, hasProxy: Bool = false
    ) -> HTTPSError {
        HTTPSError(
            TransferFailure(
                code: code, route: .init(hasProxy: hasProxy), isConnected: connected, verifyResult: 20,
                proxyStatus: proxyStatus, text: ""
            ))
    }

    @Test(arguments: [
        CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION,
        CURLE_COULDNT_RESOLVE_PROXY,
    ])
    func `a second connection that fails says nothing of what became of the request on the first`(code: CURLcode) {
        let raw = Int32(code.rawValue)
        #expect(error(code, connected: true) == .closed(code: raw, connected: true))
        #expect(error(code, connected: true, proxyStatus: 503) == .closed(code: raw, connected: true))
        #expect(error(code, connected: true).mayHaveBeenExecuted)
        #expect(!error(code, connected: false).mayHaveBeenExecuted)
    }

    @Test func `a proxy that never says a word is told apart from a server behind it that does not`() {
        let raw = Int32(CURLE_OPERATION_TIMEDOUT.rawValue)
        func late(_ connected: Bool, _ proxyStatus: Int) -> HTTPSError {
            error(CURLE_OPERATION_TIMEDOUT, connected: connected, proxyStatus: proxyStatus, hasProxy: true)
        }
        #expect(late(false, 0) == .proxyUnreachable(code: raw))
        #expect(late(false, 200) == .timeout(connected: false))
        #expect(late(true, 0) == .timeout(connected: true))
        #expect(error(CURLE_OPERATION_TIMEDOUT, connected: false) == .timeout(connected: false))
    }
}
