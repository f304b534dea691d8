import COpenSSL
import Glibc

/// When a revocation list holds (RFC 5280 section 5.1.2); its signature and entries are the verifier's matter.
public struct RevocationList: Sendable, Equatable {
    /// When it was made, seconds since 1970 UTC.
    public let thisUpdate: Int64
    /// When the next one is there at the latest, seconds since 1970 UTC; nil when it does not say.
    public let nextUpdate: Int64?

    /// The lists of a PEM text, with any text between them. Throws `CryptoError.malformed` when there is none or one is none.
    public static func list(pem text: String) throws(CryptoError) -> [RevocationList] {
        let starts = text.split(whereSeparator: \.isNewline).count { $0.hasPrefix("-----BEGIN X509 CRL-----") }
        let lists = try unsafe OpenSSL.reading(text) { bio in
            var lists: [RevocationList] = []
            while let list = unsafe PEM_read_bio_X509_CRL(bio, nil, nil, nil) {
                defer { unsafe X509_CRL_free(list) }
                guard let thisUpdate = unsafe seconds(X509_CRL_get0_lastUpdate(list)) else { continue }
                lists.append(
                    RevocationList(
                        thisUpdate: thisUpdate, nextUpdate: unsafe seconds(X509_CRL_get0_nextUpdate(list))))
            }
            return lists
        }
        guard !lists.isEmpty, lists.count == starts else { throw .malformed(what: "PEM") }
        return lists
    }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        var parts = unsafe tm()
        guard let time = unsafe time, unsafe ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return unsafe Int64(timegm(&parts))
    }
}
