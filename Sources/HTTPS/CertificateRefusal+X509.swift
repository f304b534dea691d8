/// The one place where OpenSSL's verification results (`openssl/x509_vfy.h`), which libcurl hands on, become reasons.
extension CertificateRefusal {
    /// The reason for an `X509_V_ERR_…`. 1 is what libcurl leaves when the chain held and it refused the name itself.
    init(verifyResult: Int) {
        self =
            switch verifyResult {
            case 1, 62, 64: .name  // X509_V_ERR_UNSPECIFIED, _HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH
            case 3: .revocationListMissing  // X509_V_ERR_UNABLE_TO_GET_CRL
            case 9: .notYetValid  // X509_V_ERR_CERT_NOT_YET_VALID
            case 10: .expired  // X509_V_ERR_CERT_HAS_EXPIRED
            case 11, 12: .revocationListExpired  // X509_V_ERR_CRL_NOT_YET_VALID, _CRL_HAS_EXPIRED
            case 23: .revoked  // X509_V_ERR_CERT_REVOKED
            default: .foreign
            }
    }
}
