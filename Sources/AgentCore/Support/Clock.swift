import Glibc

/// The machine's clock.
enum Clock {
    /// Seconds since 1970 UTC.
    static func now() -> Int64 {
        Int64(time(nil))
    }
}
