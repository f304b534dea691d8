import Synchronization

/// A bucket of actions per caller: 30 at once, then one per second.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var last: ContinuousClock.Instant
    }

    private static let capacity = 30.0
    private static let callersKept = 1024
    private let buckets = Mutex<[String: Bucket]>([:])

    /// Nil when the action may go on, otherwise the seconds until the next may.
    func refusal(for caller: String) -> Int? {
        let now = ContinuousClock.now
        return buckets.withLock { buckets in
            if buckets.count >= Self.callersKept { buckets.removeAll() }
            var bucket = buckets[caller] ?? Bucket(tokens: Self.capacity, last: now)
            let elapsed = (now - bucket.last) / .seconds(1)
            bucket.tokens = min(Self.capacity, bucket.tokens + elapsed) - 1
            bucket.last = now
            guard bucket.tokens >= 0 else {
                bucket.tokens += 1
                buckets[caller] = bucket
                return 1
            }
            buckets[caller] = bucket
            return nil
        }
    }
}
