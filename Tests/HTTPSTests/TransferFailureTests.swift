import CCurl
import Testing

@testable import HTTPS

struct TransferFailureTests {
    private func error(_ code: CURLcode, connected: Bool, proxyStatus: Int = 0) -> HTTPSError {
        HTTPSError(
            TransferFailure(
                code: code, route: .init(), isConnected: connected, verifyResult: 20, proxyStatus: proxyStatus, text: ""
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
}
