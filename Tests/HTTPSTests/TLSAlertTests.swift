import Testing

@testable import HTTPS

@Suite struct TLSAlertTests {
    @Test(
        arguments: [
            ("error:0A000415:SSL routines::sslv3 alert certificate expired", .expired),
            ("OpenSSL SSL_read: error:0A000415:SSL routines::ssl/tls alert certificate expired, errno 0", .expired),
            ("SSL certificate verification failed", .expired),
            ("TLS cert problem: error:0A00045C:SSL routines::tlsv13 alert certificate required", .required),
            ("error:0A000414:SSL routines::sslv3 alert certificate revoked", .revoked),
            ("error:0A000418:SSL routines::tlsv1 alert unknown ca", .unknownAuthority),
            ("OpenSSL SSL_read: error:0A000418:SSL routines::ssl/tls alert unknown ca, errno 0", .unknownAuthority),
            ("OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0", .required),
            (
                "OpenSSL SSL_read: OpenSSL/3.5.0: error:0A00045C:SSL routines::ssl/tls alert certificate required",
                .required
            ),
            ("error:0A000412:SSL routines::sslv3 alert bad certificate", .bad("bad certificate")),
            ("error:0A000416:SSL routines::sslv3 alert certificate unknown", .bad("certificate unknown")),
            ("error:0A000413:SSL routines::ssl/tls alert unsupported certificate", .bad("unsupported certificate")),
            ("error:0A000419:SSL routines::tlsv1 alert access denied", .bad("access denied")),
        ] as [(String, TLSAlert)])
    func `both spellings of OpenSSL are read`(_ text: String, _ alert: TLSAlert) {
        #expect(TLSAlert(diagnosis: text, showsCertificate: true) == alert)
        #expect(TLSAlert(diagnosis: text, showsCertificate: false) == alert)
    }

    @Test func `a failed handshake asks for a certificate only where none was shown`() {
        let text = "error:0A000410:SSL routines::sslv3 alert handshake failure"
        #expect(TLSAlert(diagnosis: text, showsCertificate: false) == .required)
        #expect(TLSAlert(diagnosis: text, showsCertificate: true) == nil)
    }

    @Test(
        arguments: [
            "", "alert", "alert ", "SSL certificate problem: certificate has expired",
            "Recv failure: Connection reset by peer",
            "error:0A00010B:SSL routines::wrong version number",
            "error:0A00042E:SSL routines::tlsv1 alert protocol version",
            "error:0A000438:SSL routines::tlsv1 alert internal error",
        ]) func `other texts are no alert about a certificate`(_ text: String)
    {
        #expect(TLSAlert(diagnosis: text, showsCertificate: false) == nil)
    }
}
