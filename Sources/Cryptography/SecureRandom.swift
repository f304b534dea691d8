import COpenSSL

/// Unpredictable bytes from OpenSSL's generator.
public enum SecureRandom {
    /// `count` random bytes. Throws `CryptoError.openSSL` when the generator has no entropy.
    public static func bytes(_ count: Int) throws(CryptoError) -> [UInt8] {
        precondition(count >= 0 && count <= Int(Int32.max), "a count of bytes")
        var bytes = [UInt8](repeating: 0, count: count)
        try OpenSSL.check(unsafe RAND_bytes(&bytes, Int32(count)), "RAND_bytes")
        return bytes
    }
}
