public import Cryptography
public import XML

/// Why an assertion could not be made or is not believed. No text holds what an assertion says.
public enum SAMLError: Error, Equatable, Sendable {
    /// The instant of the assertion lies outside the validity of the certificate.
    case certificateExpired
    /// The certificate's key usage lacks nonRepudiation: it is not the signature certificate (insi.md 3.5).
    case certificateNotForSigning
    /// What the card gave is not a signature by the certificate's key.
    case signingFailed
    /// Not the structure of insi.md 3.1 and 3.4: the name of the part, never its content.
    case malformed(what: String)
    /// The signature holds, the assertion was changed after signing.
    case digestMismatch
    /// The signature value does not fit the signed octets and the certificate.
    case signatureInvalid
    /// The certificate's chain does not hold: OpenSSL's text and its raw `X509_V_ERR_…` code.
    case certificateRefused(reason: String, code: Int32)
    /// The document could not be read or written.
    case xml(XMLError)
    /// A key, a certificate or base64 text could not be used.
    case crypto(CryptoError)
}

/// Runs a step of the module `XML` and wraps its error.
func xml<R>(_ step: () throws(XMLError) -> R) throws(SAMLError) -> R {
    do throws(XMLError) { return try step() } catch { throw .xml(error) }
}

/// Runs a step of the module `Crypto` and wraps its error.
func crypto<R>(_ step: () throws(CryptoError) -> R) throws(SAMLError) -> R {
    do throws(CryptoError) { return try step() } catch {
        guard case .certificateRefused(let reason, let code) = error else { throw .crypto(error) }
        throw .certificateRefused(reason: reason, code: code)
    }
}
