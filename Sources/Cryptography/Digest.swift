import COpenSSL

/// Message digests of whole messages.
public enum Digest {
    /// SHA-256 of the bytes, 32 bytes (FIPS 180-4).
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
            unsafe _ = SHA256(bytes, bytes.count, buffer.baseAddress)
            count = Int(SHA256_DIGEST_LENGTH)
        }
    }

    /// SHA-1 of the bytes, 20 bytes: for the card's legacy mechanisms only, never for a new signature.
    public static func sha1(_ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: Int(SHA_DIGEST_LENGTH)) { buffer, count in
            unsafe _ = SHA1(bytes, bytes.count, buffer.baseAddress)
            count = Int(SHA_DIGEST_LENGTH)
        }
    }

    /// HMAC-SHA-256 of the bytes under a key of any length, 32 bytes (RFC 2104).
    public static func hmacSHA256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
            unsafe _ = HMAC(
                EVP_sha256(), key, Int32(clamping: key.count), bytes, bytes.count, buffer.baseAddress, nil)
            count = Int(SHA256_DIGEST_LENGTH)
        }
    }
}
