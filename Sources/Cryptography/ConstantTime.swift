import COpenSSL

/// Comparison of secrets.
public enum ConstantTime {
    /// Whether two secrets are equal, in a time that depends on their lengths only.
    public static func equals(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return unsafe CRYPTO_memcmp(one, other, one.count) == 0
    }
}
